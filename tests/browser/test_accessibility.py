"""axe-core finds nothing on any page, in any state, light or dark, wide or narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import accessibility_findings, colour_findings
from tests.browser.states import STATES
from tests.browser.visit import Visit


@pytest.mark.parametrize("state", STATES)
def test_a_page_has_no_finding_in_any_width_and_colours(visit: Visit, state: str) -> None:
    page = STATES[state](visit)
    findings = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme="light")
        findings += accessibility_findings(page)
        # The same page in other colours: only rules about colours can come to another judgement.
        page.emulate_media(color_scheme="dark")
        findings += colour_findings(page)
    visit.complaints.clear()  # Chromium notes that pages about errors have such a status
    assert findings == []


def test_a_page_with_a_fault_has_a_finding(visit: Visit) -> None:
    page: Page = visit.open("/")
    page.get_by_role("combobox").evaluate(
        "box => { box.labels.forEach(label => label.remove()); box.placeholder = '' }"
    )
    assert any(finding.startswith("label") for finding in accessibility_findings(page))
