"""Letters in German, French, Italian and Spanish, `To the same`, and a letter copied into another."""

from __future__ import annotations

import pytest

from indexer.segmentation import segment
from search.model import Kind
from tests.unit.indexer.structured import plain_text

GERMAN = """XII. Lisle an Birch

Wick, den 3. Mai 1815

Hochverehrter Freund!

Die Fähre ist seit Montag nicht gefahren, und niemand im Hafenamt weiß, wann sie fahren wird.

Mit herzlichen Grüßen
Ihr ergebener
Otto Lisle

XIII. Birch an Lisle

Thurso, 7. Mai 1815

Lieber Otto,

der Schiffer ist betrunken, und der Wind steht schlecht. Komm lieber mit der Post.

Deine
Ada Birch
"""
FRENCH = """Otto Lisle à Ada Birch

Paris, le 3 mai 1815

Ma chère amie,

Le bac n'est pas parti depuis lundi, et personne au bureau du port ne sait quand il partira.

Je vous embrasse,
Otto

Ada Birch à Otto Lisle

Rouen, ce 7 mai 1815

Mon cher Otto,

Le marinier est ivre et le vent contraire. Prenez la poste.

Votre dévouée,
Ada Birch
"""
ITALIAN = """Roma, 3 maggio 1815

Carissimo Otto,

il traghetto non parte da lunedì e nessuno all'ufficio del porto sa quando partirà.

Con affetto,
Ada Birch
"""
SPANISH = """Madrid, 3 de mayo de 1815

Querido Otto:

El barco no ha salido desde el lunes y nadie en la oficina del puerto sabe cuándo saldrá.

Un fuerte abrazo,
Ada Birch
"""
TO_THE_SAME = """CCXLI

TO ADA BIRCH

                                             WICK, May 3rd, 1815.

MY DEAR ADA,--The ferry has not sailed since Monday, and nobody at the
harbour office can say when it will.

                              Ever yours,
                                        O. L.


CCXLII

TO THE SAME

                                             WICK, May 9th, 1815.

MY DEAR ADA,--It has sailed. I was not on it.

                              Yours in haste,
                                        O. L.
"""
COPIED = """Wick, 3 May 1815

Dear Ada,

I have at last an answer from the Harbour Board, and I copy it here for you:

"Harbour Office, 28 April 1815

Sir,

The ferry sails when it sails. I have the honour to be, Sir,

Your obedient servant,
Jonas Reed"

What do you say to that? I shall write to the Duke.

Yours ever,
Otto Lisle
"""
BOTH = [(("Otto Lisle",), ("Ada Birch",), "1815-05-03"), (("Ada Birch",), ("Otto Lisle",), "1815-05-07")]


def found(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str | None]]:
    drafts = segment(plain_text(text)).drafts
    assert {draft.kind for draft in drafts} == {Kind.LETTER}
    return [(draft.authors, draft.recipients, draft.date.edtf) for draft in drafts]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        (GERMAN, BOTH),
        (FRENCH, BOTH),
        (ITALIAN, [(("Ada Birch",), ("Otto",), "1815-05-03")]),
        (SPANISH, [(("Ada Birch",), ("Otto",), "1815-05-03")]),
    ],
    ids=["German", "French", "Italian", "Spanish"],
)
def test_letters_are_told_apart_with_who_wrote_to_whom_and_when(
    text: str, letters: list[tuple[tuple[str, ...], tuple[str, ...], str]]
) -> None:
    assert found(text) == letters


def test_the_same_is_whom_the_letter_before_addresses() -> None:
    assert [recipients for _, recipients, _ in found(TO_THE_SAME)] == [("Ada Birch",), ("Ada Birch",)]


def test_a_letter_copied_into_another_in_quotation_marks_neither_ends_nor_signs_it() -> None:
    assert found(COPIED) == [(("Otto Lisle",), ("Ada",), "1815-05-03")]
    (draft,) = segment(plain_text(COPIED)).drafts
    assert COPIED[draft.start : draft.end].endswith("Otto Lisle")


@pytest.mark.parametrize("line", ["Once a Catholic", "What a Day", "Such an Evening", "Ihr seid gekommen", "Tua culpa"])
def test_words_that_are_short_elsewhere_too_make_no_letter(line: str) -> None:
    (draft,) = segment(plain_text(f"{line}\n\nThe play opened on Friday to a full house and a long applause.\n")).drafts
    assert draft.kind is not Kind.LETTER
