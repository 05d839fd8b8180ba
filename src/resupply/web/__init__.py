"""The pages: what a case says, for people with a browser. Nothing is asked of other machines.

`install(app, served)` adds them to the app of REST. A page is declared, not programmed: it has an
address, a title, a group, and figures; a figure asks one question of the case. The rest is made
for all pages alike: filter bar, table (sorted, filtered, paged by the server), chart, sources,
files, embedding, "same as", errors, languages.

How to add pages
----------------
1. Write `web/pages/<group>.py` with `PAGES: Sequence[Page]`. It is found by itself; no list
   of pages is kept anywhere. A module may also have `routes(site: Site) -> APIRouter` for
   addresses that are no pages (forms that write, parts of pages).

       from resupply.web.page import Figure, Page
       from resupply.web.words import marked as _

       PAGES = (
           Page(
               name="shocks",                      # its address: /shocks
               title=_("Shocks"),
               group="ahead",                      # one of page.GROUPS
               place=30,                           # order within the group
               key="k",                            # `g` then `k` goes there; optional, unique
               about=_("What a loss would cost, and when it would be felt."),
               figures=(
                   Figure(name="survive", title=_("Time to survive"), ask="survive",
                          chart=shock_charts.survive_of),
                   Figure(name="cost", title=_("Cost of a pause"), ask="pause_cost",
                          given={"days": 60}),
               ),
           ),
       )

   `ask` is a method of `Case`; `given` are parameters the figure fixes. All other parameters of
   that question come from the address, checked by the very Pydantic model REST has (unknown ones
   are refused), and have a field in the filter bar. A question without a page of its own gets one
   by itself at `/<question>`, so no verb is missing.
2. A chart is a function of `report/*_charts.py`: `(answer, *, theme, say) -> Spec | None`, drawn
   from the answer alone; `say` translates its words; None = nothing to draw. `usual(name)`
   of `web.draw` makes one of `report.chart_list`; `draw.ANY` is whichever the answer has.
3. A page of its own look names a template (`template="donor.html"`) that extends `page.html`, and
   may fill it by `more=function(visit) -> Mapping`. A `Visit` is one asking of one page:
   `visit.answer("rank", per="head")` asks (and keeps) an answer, `visit.bounds()` are the filter
   bar's, `visit.url("donor", donor="DNK")` is a link that keeps the bounds, `visit.say("...")`
   translates, `visit.case()` is an open case (`with visit.case() as case:`).
   In templates: `_("words")`, `url(page, **changes)`, `figure(shown)`, `number(x)`, `day(d)`; see
   `templates/parts.html` for `figure`, `grid`, `files`.
4. Forms that write are sent by POST to an address of `routes`; answer with `site.redirect(...)` or
   `site.render(request, "x.html", ...)`. Errors are raised as everywhere (`RefusedError` ...): they
   become a page with where, what, todo.
5. JavaScript: one small ES module a need in `static/`, listed by the page (`scripts=("desk.js",)`).
   Pages work without it. It may `import {swap} from "./swap.js"`, which fetches an address of this
   server and replaces `#main`. No inline script, no `eval` (the security policy forbids both).
6. Words: write English in place, `_("...")`. Add the Ukrainian to a file of your own,
   `web/locale/uk/<group>.po`: all files there are merged. `tests/web/test_words.py` names what is
   missing; column titles of answers are words too.

Addresses of a page `p` with a figure `f`: `/p`, `/p/f` (the figure alone, whole table),
`/p.json .csv .xlsx` (first figure), `/p/f.json .csv .xlsx .png .svg .pdf .vl.json`, `/embed/p/f`.
Parameters of looks, not of questions, begin with `_`: `_sort`, `_find`, `_page`, `_table`, `_lang`,
`_theme`.

Limits: sentences, warnings and findings of answers are written in English by the layers below; on
pages in other languages they are shown so, marked as English for screen readers.
"""

from collections.abc import Sequence

from fastapi import FastAPI

from resupply.api.cases import Served

__all__ = ["install"]


def install(app: FastAPI, served: Served, *, embed_in: Sequence[str] = ()) -> None:
    """Add the pages to the app.

    Args:
        app: The app of REST, with its routes and error handlers.
        served: Its cases.
        embed_in: Sites that may show `/embed/...` in a frame, beside this server.

    Raises:
        RefusedError: A name among them that is not a site.
    """
    from resupply.web.site import Site

    Site(served, embed_in=embed_in).install(app)
