"""Documents with digital signatures, which any change would break."""

import io
import zipfile

import pytest
from zipped_documents import docx, odt, paragraph, zipped

from citecheck.errors import UnwritableEdit
from citecheck.mend import written
from citecheck.models import Edit, Span
from citecheck.read import read_bytes

WORD, OPEN = docx(paragraph("ab")), odt("<text:p>ab</text:p>")
SIGNATURES = [
    # case, document, its signature, whether that is broken by a change of the text
    ("a.docx", WORD, "_xmlsignatures/origin.sigs", True),
    ("a.docx", WORD, "_xmlsignatures/sig1.xml", True),
    ("a.odt", OPEN, "META-INF/documentsignatures.xml", True),
    ("a.docm", WORD, "word/vbaProjectSignature.bin", False),
    ("a.odt", OPEN, "META-INF/macrosignatures.xml", False),
]


@pytest.mark.parametrize("name, data, signature, broken", SIGNATURES)
def test_what_is_signed_is_not_changed(name, data, signature, broken):
    """A change would make a signature void, be it written elsewhere too; those of macros alone stay good."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        signed = zipped({**{each: archive.read(each) for each in archive.namelist()}, signature: "<s/>"})
    document = read_bytes(signed, name)
    edits = [Edit(Span(0, 1), "c")]
    if broken:
        with pytest.raises(UnwritableEdit, match=rf"^{name}: is signed, .* take the signature off"):
            written(signed, document, edits)
    else:
        assert read_bytes(written(signed, document, edits), name).text == "cb"
    assert written(signed, document, []) == signed
