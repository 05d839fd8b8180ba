"""What people do on the pages: filter, share, sort, keys, language, colours, print, charts."""

import re
from xml.etree import ElementTree

from playwright.sync_api import Page, expect


def test_a_filter_is_the_address_and_comes_back(page: Page) -> None:
    page.goto("/pauses")
    page.get_by_role("combobox", name="Kind of aid").select_option("military")
    page.get_by_role("combobox", name="Donor").fill("USA")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".scope").first).to_contain_text("Donor: USA")
    expect(page).to_have_url(re.compile("donor=USA"))
    assert "kind=military" in page.url
    assert "item=" not in page.url  # empty fields are left out
    shared = page.url
    page.go_back()
    expect(page.locator(".scope").first).not_to_contain_text("Donor: USA")
    page.goto(shared)
    expect(page.get_by_role("combobox", name="Donor")).to_have_value("USA")


def test_the_menu_keeps_the_bounds_after_a_swap(page: Page) -> None:
    page.goto("/pauses")
    page.get_by_role("combobox", name="Donor").fill("DNK")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".scope").first).to_contain_text("Donor: DNK")
    page.get_by_role("navigation", name="Pages", exact=True).get_by_role(
        "link", name="Promises"
    ).click()
    expect(page.locator(".scope").first).to_contain_text("Donor: DNK")


def test_a_table_is_sorted_and_filtered_in_place(page: Page) -> None:
    page.goto("/rank")
    page.get_by_role("link", name="Donor", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Donor")
    expect(page.locator("tbody tr").first).to_contain_text("Australia")
    page.get_by_role("searchbox", name="Filter the rows").fill("nor")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr").first).to_contain_text("Norway")
    expect(page).to_have_url(re.compile("_find=nor"))
    assert "_sort=name" in page.url


def test_everything_by_keyboard(page: Page) -> None:
    page.goto("/picture")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("To the filter")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("q")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pauses")
    page.wait_for_load_state()  # keys are heard when the scripts are there
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Filter the rows")).to_be_focused()
    page.get_by_role("searchbox", name="Filter the rows").blur()
    page.keyboard.press("d")
    expect(page.get_by_role("link", name="JSON")).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("#sources details")).to_have_attribute("open", "")


def test_a_source_of_a_row_is_shown(page: Page) -> None:
    page.goto("/rank")
    page.locator("tbody .from a", has_text="kiel").first.click()
    expect(page.locator("#source-kiel-r16")).to_be_visible()


def test_entries_behind_a_row(page: Page) -> None:
    page.goto("/rank")
    page.get_by_role("link", name=re.compile("Entries behind")).nth(3).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Behind a figure")
    expect(page.locator(".scope").first).to_contain_text("Donor: ")
    assert page.locator("tbody tr").count() > 1


def test_the_language_is_switched_and_stays(page: Page) -> None:
    page.goto("/rank")
    page.get_by_role("link", name="Українська").click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    expect(page.locator("table")).to_contain_text("Сполучені Штати")
    page.goto("/pauses")
    expect(page.get_by_role("heading", level=1)).to_have_text("Паузи")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pauses")


def test_the_colours_are_switched_and_charts_follow(page: Page) -> None:
    page.goto("/pauses")
    page.get_by_role("link", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 24, 29)")
    expect(page.locator(".chart img")).to_have_attribute("src", re.compile("_theme=dark"))


def test_where_the_system_is_dark_the_switch_leads_to_light(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/rank")
    page.get_by_role("link", name="Light").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_a_chart_becomes_interactive_without_eval(page: Page) -> None:
    page.goto("/pauses")
    page.locator(".chart img").hover()
    expect(page.locator(".chart svg")).to_be_visible(timeout=15_000)
    bar = page.locator(".chart svg .mark-rect path, .chart svg .mark-bar path").first
    bar.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("United States")
    page.mouse.move(0, 0)
    page.locator("#vg-tooltip-element").evaluate("box => box.remove()")


def test_a_chart_in_the_page_has_the_labels_of_the_file(page: Page) -> None:
    page.goto("/stock")
    file = page.request.get("/stock/days.svg").text()
    texts = ElementTree.fromstring(file).iter("{http://www.w3.org/2000/svg}text")
    in_file = ["".join(text.itertext()) for text in texts]
    page.locator(".chart img").hover()
    expect(page.locator(".chart svg")).to_be_visible(timeout=15_000)
    in_page = page.locator(".chart svg text").all_text_contents()
    assert sorted(filter(None, in_page)) == sorted(filter(None, in_file))


def test_on_paper_there_is_no_menu(page: Page) -> None:
    page.goto("/pauses")
    page.emulate_media(media="print")
    expect(page.locator(".menu")).to_be_hidden()
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("table")).to_be_visible()
    expect(page.locator(".scope").first).to_be_visible()
    page.emulate_media(media="screen")


def test_on_a_phone_menu_and_filter_are_folded(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/pauses")
    expect(page.get_by_role("link", name="Promises")).to_be_hidden()
    page.locator(".menu summary").click()
    expect(page.get_by_role("link", name="Promises")).to_be_visible()
    expect(page.get_by_role("combobox", name="Donor")).to_be_hidden()
    page.locator(".asks > summary").click()
    expect(page.get_by_role("combobox", name="Donor")).to_be_visible()


def test_a_refusal_is_a_page(refused_page: Page) -> None:
    refused_page.goto("/rank?donor=Atlantis")
    expect(refused_page.get_by_role("heading", level=1)).to_have_text("Not answered")
    expect(refused_page.locator(".refusal")).to_contain_text("Atlantis")
    refused_page.get_by_role("link", name="To the start").click()
    expect(refused_page.get_by_role("heading", level=1)).to_have_text("What the case says")


def test_a_refusal_in_place_of_a_swap(refused_page: Page) -> None:
    refused_page.goto("/rank")
    refused_page.get_by_role("combobox", name="Donor").fill("Atlantis")
    refused_page.get_by_role("button", name="Show").click()
    expect(refused_page.locator(".refusal")).to_contain_text("Atlantis")


def test_without_javascript_forms_and_links_do(page: Page) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, base_url=page.url or None)
    server = page.request.get("/").url
    other = plain.new_page()
    other.goto(f"{server}rank")
    other.locator("#f-donor").fill("DNK")
    other.get_by_role("button", name="Show").click()
    expect(other.locator(".scope").first).to_contain_text("Donor: DNK")
    expect(other.locator("tbody tr")).to_have_count(1)
    plain.close()


def test_an_embedded_figure_in_a_frame(page: Page) -> None:
    page.goto("/embed/picture/map?per=head")
    expect(page.locator(".sentence")).to_contain_text("Denmark")
    page.locator(".chart img").hover()
    expect(page.locator(".chart svg")).to_be_visible(timeout=15_000)


def test_another_case_is_opened(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Case").select_option("humanitarian-ukraine-2024")
    expect(page).to_have_url(re.compile("case=humanitarian-ukraine-2024"))
    expect(page.locator(".scope").first).to_be_visible()
    page.get_by_role("navigation", name="Pages", exact=True).get_by_role(
        "link", name="Promises"
    ).click()
    expect(page).to_have_url(re.compile("/promises.*case=humanitarian-ukraine-2024"))


def test_dark_charts_are_light_on_paper(page: Page) -> None:
    page.goto("/pauses?_theme=dark")
    page.emulate_media(media="print")
    chart = page.locator(".chart img")
    chart.scroll_into_view_if_needed()
    shown = chart.evaluate("image => image.decode().then(() => image.currentSrc)")
    assert "_theme=light" in shown
    page.emulate_media(media="screen")


def test_long_work_shows_how_far_it_is_and_is_stopped(page: Page) -> None:
    page.goto("/simulate/needs?runs=10000000&seed=5")
    working = page.locator(".working")
    expect(working.locator("progress")).to_be_visible()
    expect(working.locator("progress")).to_have_attribute("max", re.compile(r"\d+"), timeout=30_000)
    page.get_by_role("button", name="Stop").click()
    expect(working.locator("progress")).to_have_count(0, timeout=30_000)
    expect(working.get_by_role("link")).to_be_focused()  # asking again is the reader's choice
