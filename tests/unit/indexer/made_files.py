"""Files made for tests in formats that no editor writes by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject


def zip_file(path: Path, members: dict[str, str | bytes]) -> Path:
    """An archive with these members, in this order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def pdf_file(path: Path, *pages: str | None, title: str = "") -> Path:
    """A PDF with a line of text on each page; None makes a page with a picture alone."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for words in pages:
        page = writer.add_blank_page(300, 300)
        content = DecodedStreamObject()
        if words is None:
            content.set_data(b"q 300 0 0 300 0 0 cm /Im0 Do Q")
            resources = DictionaryObject({NameObject("/Im0"): writer._add_object(_picture())})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): resources})
        else:
            content.set_data(f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode("latin-1"))
            fonts = DictionaryObject({NameObject("/F1"): font})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(content)
    if title:
        writer.add_metadata({"/Title": title})
    writer.write(path)
    return path


def _picture() -> DecodedStreamObject:
    picture = DecodedStreamObject()
    picture.set_data(b"\0")
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(1),
            NameObject("/Height"): NumberObject(1),
            NameObject("/ColorSpace"): NameObject("/DeviceGray"),
            NameObject("/BitsPerComponent"): NumberObject(8),
        }
    )
    return picture


def word_file(path: Path) -> Path:
    """A Word document with a title, a heading, a list, a table and paragraphs."""
    document = Document()
    document.core_properties.title = "Minutes of the ferry"
    document.add_heading("Sunday", 2)
    document.add_paragraph("It does not sail.")
    document.add_paragraph("No crew", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Monday", "9:00"
    document.add_paragraph("Ada Birch")
    document.save(str(path))
    return path


OPENDOCUMENT = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>
<text:h text:outline-level="2">Sunday</text:h><text:p>It<text:s text:c="2"/>does<text:line-break/>not
<text:span>sail</text:span>.</text:p><text:list><text:list-item><text:p>No crew</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Monday</text:p></table:table-cell><table:table-cell>
<text:p>9:00</text:p></table:table-cell></table:table-row></table:table></office:text></office:body>
</office:document-content>"""

EPUB: dict[str, str | bytes] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<metadata><dc:title>The Ferry</dc:title><dc:creator>Ada Birch</dc:creator></metadata><manifest>"
    '<item id="b" href="two%20b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="c" href="c.css" media-type="text/css"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>',
    "OEBPS/one.xhtml": '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
    "<h1>One</h1><p>It sails – once.</p></body></html>",
    "OEBPS/two b.xhtml": "<html><body><h1>Two</h1><p>It sails no more.</p></body></html>",
}
