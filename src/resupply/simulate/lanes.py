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
def where_equal(typing, bits, number, then):
    """`then` in lanes that hold the number, 0 elsewhere."""

    def made(context, builder, signature, given):
        equal = builder.icmp_unsigned("==", given[0], _same(builder, given[1]))
        return builder.select(equal, given[2], ir.Constant(given[2].type, None))

    return FLOATS(bits, types.uint64, then), made


@intrinsic
def looked_up(typing, table, row, bits):
    """What a row of a table of small whole numbers holds at the place each lane names."""

    def made(context, builder, signature, given):
        found = context.make_array(table)(context, builder, given[0])
        wide = cgutils.unpack_tuple(builder, found.shape)[1]
        begin = builder.mul(given[1], wide)
        lanes = ir.Constant(given[2].type, ir.Undefined)
        for lane in range(WIDTH):
            at = builder.add(begin, builder.extract_element(given[2], ir.IntType(32)(lane)))
            number = builder.zext(builder.load(builder.gep(found.data, [at])), ir.IntType(64))
            lanes = builder.insert_element(lanes, number, ir.IntType(32)(lane))
        return lanes

    return BITS(table, types.intp, bits), made


@intrinsic
def present(typing, bits, least):
    """The numbers that some lane holds, as set bits counted from the least; it has room for 64."""

    def made(context, builder, signature, given):
        one = ir.Constant(given[0].type, [1] * WIDTH)
        marks = builder.shl(one, builder.sub(given[0], _same(builder, given[1])))
        half = WIDTH // 2
        while half:
            turned = [(n + half) % WIDTH for n in range(WIDTH)]
            order = ir.Constant(ir.VectorType(ir.IntType(32), WIDTH), turned)
            marks = builder.or_(marks, builder.shuffle_vector(marks, marks, order))
            half //= 2
        return builder.extract_element(marks, ir.IntType(32)(0))

    return types.uint64(bits, types.uint64), made


@intrinsic
def lowest(typing, marks):
    """Which is the lowest set bit of a whole number that has one."""

    def made(context, builder, signature, given):
        return builder.cttz(given[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), made


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
