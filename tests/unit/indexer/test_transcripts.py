"""Minutes, interviews and hearings: what is said in them, and read out, stays in the one document that they are."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from tests.unit.indexer.structured import plain_text

INTERVIEW = """Interview with Walter Pringle, boatman
Wick Ferry, 14 March 1987
Interviewer: Ruth Ellery

ELLERY: When did you first go out?

PRINGLE: In 1949. My father took me. It was 3 May and there was ice on the ropes.

ELLERY: And how was it?

PRINGLE: Cold. I wrote to my mother about it. Dear Mother, I said, I am never going again. Yours, Walter.

ELLERY: But you did.

PRINGLE: Every day, for forty years.
"""
MINUTES = """WICK FERRY PARISH COUNCIL
Minutes of the meeting held on 9 January 1953 in the Corn Hall

Present: Mrs. E. Marsh (chair), Mr. G. Tull, Mr. H. Penn
Apologies: Mr. A. Crane

1. Minutes of the meeting of 12 December 1952
The minutes were read and agreed.

2. The pier
From: the Harbour Board. A letter dated 2 January 1953 was read. The clerk was told to answer it.

3. Date of next meeting
6 February 1953.

Signed: E. Marsh
"""
HEARING = """IN THE COUNTY COURT AT WICK FERRY                     Case No. 87-1143

HARBOUR COMPANY v. PRINGLE

Transcript of proceedings, 3 June 1987, 10:32
Before His Honour Judge Alder

MR BELL: Mr Pringle, did you receive a letter dated 4 May 1987?
A. I did.
Q. Would you read it to the court?
A. "Dear Mr Pringle, We write to inform you that your mooring is withdrawn. Yours sincerely, P. Gray."
JUDGE ALDER: Is that letter in the bundle?
MR BELL: At page 14, your honour.
"""


@pytest.mark.parametrize("text", [INTERVIEW, MINUTES, HEARING], ids=["an interview", "minutes", "a hearing"])
def test_what_people_say_in_turn_stays_one_document(text: str) -> None:
    (draft,) = segment(plain_text(text)).drafts
    assert text[draft.start : draft.end] == text.strip()
