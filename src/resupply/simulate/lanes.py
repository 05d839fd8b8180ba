"""Several runs at once: numbers that stand side by side and are worked on in one step.

A row of an array of shape (rows, `WIDTH`) is taken out with `get`, worked on with the usual signs,
and put back with `put`. The compiler is told of vectors instead of being left to find them: it
gives up on loops as short as these. Processors without such wide registers take several steps.
"""
# Compiled loops: Numba infers their types from the arrays they are called with.
# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators, no-check-untyped-defs

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic, models, overload, register_model

#: Runs worked on in one step: two registers of the widest kind. Measured: 8 are a sixth to a
#: third slower, 32 no faster.
WIDTH = 16
_LINE = 64  # bytes of a line of the cache, and of the widest register


class LanesType(types.Type):
    """Numbers side by side, whole (`BITS`) or not (`FLOATS`)."""

    def __init__(self, name: str, element: Any) -> None:
        """A type of that name, of such elements."""
        self.element = element
        super().__init__(name=name)


FLOATS = LanesType("Floats", ir.DoubleType())
BITS = LanesType("Bits", ir.IntType(64))


@register_model(LanesType)
class _LanesModel(models.PrimitiveModel):
    def __init__(self, manager: Any, lanes: LanesType) -> None:
        super().__init__(manager, lanes, ir.VectorType(lanes.element, WIDTH))


def _same(builder: Any, value: Any) -> Any:
    """One number in every lane."""
    lanes = ir.VectorType(value.type, WIDTH)
    index = ir.IntType(32)
    one = builder.insert_element(ir.Constant(lanes, ir.Undefined), value, index(0))
    zeros = ir.Constant(ir.VectorType(index, WIDTH), [0] * WIDTH)
    return builder.shuffle_vector(one, ir.Constant(lanes, ir.Undefined), zeros)


def _row(context: Any, builder: Any, array: Any, value: Any, row: Any, lanes: LanesType) -> Any:
    """Where a row of an array begins, as a pointer to lanes."""
    data = context.make_array(array)(context, builder, value).data
    vector = ir.VectorType(lanes.element, WIDTH)
    return builder.gep(builder.bitcast(data, vector.as_pointer()), [row])


def _lanes_of(array: Any) -> LanesType:
    return FLOATS if array.dtype == types.float64 else BITS


@intrinsic
def get(typing, array, row):
    """A row of an array of shape (rows, WIDTH)."""
    lanes = _lanes_of(array)

    def made(context, builder, signature, given):
        place = _row(context, builder, array, given[0], given[1], lanes)
        return builder.load(place, align=8)

    return lanes(array, types.intp), made


@intrinsic
def put(typing, array, row, value):
    """Put lanes into a row of an array of shape (rows, WIDTH)."""

    def made(context, builder, signature, given):
        place = _row(context, builder, array, given[0], given[1], value)
        builder.store(given[2], place, align=8)
        return context.get_dummy_value()

    return types.void(array, types.intp, value), made


@intrinsic
def all_of(typing, value):
    """The same number in every lane."""
    whole = isinstance(value, types.Integer)
    lanes, kind = (BITS, types.uint64) if whole else (FLOATS, types.float64)

    def made(context, builder, signature, given):
        return _same(builder, given[0])

    return lanes(kind), made


@intrinsic
def where_at_most(typing, x, y, then, other):
    """`then` in lanes where x <= y, `other` elsewhere."""

    def made(context, builder, signature, given):
        return builder.select(builder.fcmp_ordered("<=", given[0], given[1]), given[2], given[3])

    return FLOATS(x, y, then, other), made


@intrinsic
def some(typing, x):
    """Whether some lane holds more than nothing."""

    def made(context, builder, signature, given):
        above = builder.fcmp_ordered(">", given[0], ir.Constant(given[0].type, None))
        marks = builder.bitcast(above, ir.IntType(WIDTH))
        return builder.icmp_unsigned("!=", marks, ir.IntType(WIDTH)(0))

    return types.boolean(x), made


@intrinsic
def slots(typing, table, row, luck, name, slot, now, ring):
    """Put into `slot` where in the ring what leaves today arrives, lane by lane [bytes].

    A leg's random byte chooses from its table of lead times.
    """

    def made(context, builder, signature, given):
        whole, byte = ir.IntType(64), ir.IntType(8)
        table_a, luck_a, slot_a = (
            context.make_array(signature.args[i])(context, builder, given[i]) for i in (0, 2, 4)
        )
        row, name, now, ring = given[1], given[3], given[5], given[6]
        wide = cgutils.unpack_tuple(builder, table_a.shape)[1]
        begin = builder.gep(table_a.data, [builder.mul(row, wide)])
        eight = whole(8)
        first = builder.add(
            builder.mul(builder.udiv(name, eight), whole(8 * WIDTH)), builder.urem(name, eight)
        )
        chosen = builder.gep(builder.bitcast(luck_a.data, byte.as_pointer()), [first])
        for lane in range(WIDTH):
            at = builder.load(builder.gep(chosen, [whole(8 * lane)]))
            lead = builder.load(builder.gep(begin, [builder.zext(at, whole)]))
            there = builder.add(now, builder.zext(lead, whole))
            past = builder.icmp_signed(">=", there, ring)
            there = builder.select(past, builder.sub(there, ring), there)
            there = builder.mul(there, whole(8 * WIDTH))
            builder.store(there, builder.gep(slot_a.data, [whole(lane)]))
        return context.get_dummy_value()

    return types.void(table, types.intp, luck, types.intp, slot, types.intp, types.intp), made


@intrinsic
def add_at(typing, array, row, slot, values, value_row):
    """Add a row of values, each lane so many bytes beyond a row of an array."""

    def made(context, builder, signature, given):
        whole, byte = ir.IntType(64), ir.IntType(8)
        number = ir.DoubleType().as_pointer()
        into, slot_a, from_a = (
            context.make_array(signature.args[i])(context, builder, given[i]) for i in (0, 2, 3)
        )
        begin = builder.gep(into.data, [builder.mul(given[1], whole(WIDTH))])
        source = builder.gep(from_a.data, [builder.mul(given[4], whole(WIDTH))])
        for lane in range(WIDTH):
            beyond = builder.load(builder.gep(slot_a.data, [whole(lane)]))
            here = builder.bitcast(builder.gep(begin, [whole(lane)]), byte.as_pointer())
            place = builder.bitcast(builder.gep(here, [beyond]), number)
            value = builder.load(builder.gep(source, [whole(lane)]))
            builder.store(builder.fadd(builder.load(place), value), place)
        return context.get_dummy_value()

    return types.void(array, types.intp, slot, values, types.intp), made


def _sign(sign: Callable[..., Any], floats: str | None, bits: str | None) -> None:
    """Teach the compiler a sign between lanes, or lanes and a number: the builder's word for it."""

    @intrinsic
    def both(typing, x, y):
        lanes = x if isinstance(x, LanesType) else y
        number = types.float64 if lanes == FLOATS else types.uint64
        taken = [kind if isinstance(kind, LanesType) else number for kind in (x, y)]
        word = floats if lanes == FLOATS else bits

        def made(context, builder, signature, given):
            sides = [
                value if isinstance(kind, LanesType) else _same(builder, value)
                for kind, value in zip(taken, given, strict=True)
            ]
            return getattr(builder, word or "")(*sides)

        return lanes(*taken), made

    @overload(sign, jit_options={"forceinline": True, "error_model": "numpy"})
    def _overload(x, y):
        lanes = {kind for kind in (x, y) if isinstance(kind, LanesType)}
        if len(lanes) == 1 and (floats if FLOATS in lanes else bits):
            return lambda x, y: both(x, y)
        return None


_sign(operator.add, "fadd", "add")
_sign(operator.sub, "fsub", "sub")
_sign(operator.mul, "fmul", "mul")
_sign(operator.truediv, "fdiv", None)
_sign(operator.xor, None, "xor")
_sign(operator.rshift, None, "lshr")


@njit(forceinline=True)
def least(x, y):
    """The lesser, lane by lane."""
    return where_at_most(x, y, x, y)


@njit(forceinline=True)
def most(x, y):
    """The greater, lane by lane."""
    return where_at_most(y, x, x, y)


@njit(forceinline=True)
def add(array, row, value):
    """Add lanes to a row of an array."""
    put(array, row, get(array, row) + value)


@njit(forceinline=True, error_model="numpy")
def rows_of(count):
    """That many rows of nothing, each on a line of the cache of its own."""
    room = np.zeros(count * WIDTH + _LINE // 8)
    # A row across two lines costs as much as two.
    skip = (_LINE - room.ctypes.data % _LINE) % _LINE // 8
    return room[skip : skip + count * WIDTH].reshape((count, WIDTH))
