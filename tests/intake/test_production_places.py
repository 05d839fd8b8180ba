"""Who makes and where: a firm's own plant, an office called after industries, who only says so."""

from tests.intake import pages


def _made(said: str) -> list[dict[str, object]]:
    return [dict(r.fields) for r in pages.read("production", said, "2025-03-06")]


def test_a_firms_plant_is_no_town() -> None:
    found = _made(
        "KYIV, March 5 - Ukraine needs weapons. The arms maker Stroms will build 90 armoured "
        "vehicles this year at its Stroms plant in Valmiera for Ukraine."
    )
    assert "Valmiera" in {d.get("place") for d in found}


def test_an_office_makes_nothing() -> None:
    found = _made(
        "KYIV, March 5 - Ukraine needs weapons. Ihor Bondar, the Minister for Strategic "
        "Industries, said on Monday that Ukraine will produce 90,000 drones this year."
    )
    assert found
    assert all("Strategic Industries" not in str(d.get("maker")) for d in found)
