"""Files that want to do harm, or are broken, end with one clear code, and nothing else happens."""

from __future__ import annotations

import os
import stat
import struct
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest

import importers
from importers import ERROR_CODES, ImportFileError, Limits, jsonl, workbook

TINY = Limits(rows=20, columns=5, cell_chars=100, text_chars=1_000_000, members=30)
ACTORS = "ID;Name\nA1;Amt\n"
HEADER = "ID;Name\n"
BOMB_XML = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&y;</t></si></sst>'
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def refused(path: Path, limits: Limits | None = None, read: Callable[..., Iterable[object]] = workbook.read) -> str:
    """The code with which the file is refused; its details are those that the table promises."""
    before = sorted(path.parent.rglob("*"))
    with pytest.raises(ImportFileError) as caught:
        list(read(path, limits))
    assert set(caught.value.details) == set(ERROR_CODES[caught.value.code])
    assert all(isinstance(detail, str) for detail in caught.value.details.values())
    assert sorted(path.parent.rglob("*")) == before
    return caught.value.code


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(path: Path, members: dict[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def book(path: Path, table: list[list[object]] | None = None) -> Path:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Akteure"
    for line in table or [["ID", "Name"], ["A1", "Amt"]]:
        sheet.append(line)
    made.save(path)
    return path


def changed(path: Path, part: str, content: bytes | str) -> Path:
    """The workbook with one part replaced or added."""
    with zipfile.ZipFile(path) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    members[part] = content
    return zipped(path, members)


def test_the_files_that_these_are_made_of_are_read(tmp_path: Path) -> None:
    assert len(list(workbook.read(book(tmp_path / "a.xlsx"), TINY))) == 1
    assert len(list(workbook.read(zipped(tmp_path / "a.zip", {"akteure.csv": ACTORS}), TINY))) == 1
    assert len(list(workbook.read(written(tmp_path / "akteure.csv", ACTORS), TINY))) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("akteure.csv", b"", "empty_file"),
        ("akteure.csv", b" \r\n\t\n", "empty_file"),
        ("akteure.csv", b"\xef\xbb\xbf\n", "empty_file"),
        ("akteure.csv", b"ID;Name\nA1;Am\0t\n", "nul_bytes"),
        ("akteure.csv", b"\xff\xfeI\0D\0;\0\0\0", "nul_bytes"),
        ("akteure.csv", b"ID;Name\nA1;\x01\x02\n", "not_text"),
        ("akteure.csv", b"ID;Name\nA1;\x81\n", "not_text"),
        ("akteure.csv", b"\xff\xfeI\0D", "not_text"),
        ("akteure.csv", b"\x89PNG\r\n\x1a\n\0\0", "wrong_extension"),
        ("akteure.csv", b"%PDF-1.7", "wrong_extension"),
        ("akteure.csv", b"<!DOCTYPE html><table>", "wrong_extension"),
        ("akteure.csv", b'ID;Name\nA1;"offen\n', "csv_broken"),
        ("akteure.csv", b'ID;Name\nA1;"Amt" Nord\n', "csv_broken"),
        ("akteure.csv", b"ID;Name\nA1;" + b"x" * 101, "cell_too_long"),
        ("akteure.csv", b"ID;Name\nA1;" + b"x" * 200_000, "cell_too_long"),
        ("akteure.csv", b"ID;Name\n" + b"A1;Amt\n" * 21, "too_many_rows"),
        ("akteure.csv", b"ID;Name;;;;x\n", "too_many_columns"),
        ("akteure.csv", b"ID;Name\nA1;;;;;;x\n", "too_many_columns"),
        ("urlaub.csv", b"Wer;Wann\n", "no_known_sheet"),
        ("a.xlsx", b"ID;Name\nA1;Amt\n", "wrong_extension"),
        ("a.xlsx", b"<html><table></table></html>", "wrong_extension"),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "corrupt"),
        ("a.xlsx", b"\0" * 1000, "corrupt"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save_as_xlsx"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save_as_xlsx"),
        ("a.xls", b"<html><table></table></html>", "save_as_xlsx"),
        ("a.ods", b"anything", "save_as_xlsx"),
        ("a.zip", b"PK\x05\x06", "corrupt"),
        ("a.zip", b"no archive", "wrong_extension"),
        ("a.docx", b"anything", "unknown_format"),
    ],
)
def test_broken_and_mistaken_files(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert refused(written(tmp_path / name, content), TINY) == code


def test_files_that_are_too_large_are_not_opened(tmp_path: Path) -> None:
    for name in ("akteure.csv", "a.xlsx", "a.zip", "a.jsonl"):
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(2 * 1024**3)  # takes no room on the disk
        assert refused(path, read=jsonl.read if name == "a.jsonl" else workbook.read) == "file_too_large"
        path.unlink()


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.xlsx") == "not_found"
    with pytest.raises(ImportFileError, match="not_found"):
        importers.detect(tmp_path / "a.xlsx")
    with pytest.raises(ImportFileError, match="save_as_xlsx"):
        importers.detect(written(tmp_path / "a.xls", "x"))
    with pytest.raises(ImportFileError, match="unknown_format"):
        importers.detect(written(tmp_path / "a.exe", "x"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_pipes_and_links_in_a_folder_are_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    pipe.mkdir()
    os.mkfifo(pipe / "akteure.csv")
    assert refused(pipe) == "not_a_file"
    link = tmp_path / "link"
    link.mkdir()
    (link / "akteure.csv").symlink_to("/etc/hostname")
    assert refused(link) == "not_a_file"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"../akteure.csv": ACTORS}, "unsafe_path"),
        ({"a/../../akteure.csv": ACTORS}, "unsafe_path"),
        ({"/etc/akteure.csv": ACTORS}, "unsafe_path"),
        ({"..\\akteure.csv": ACTORS}, "unsafe_path"),
        ({"C:\\akteure.csv": ACTORS}, "unsafe_path"),
        ({"akteure.csv": ACTORS, "more.zip": b"PK"}, "nested_archive"),
        ({"a.xlsx": b"PK"}, "nested_archive"),
        ({"akteure.csv": ACTORS, "more/bomb.GZ": b""}, "nested_archive"),
        ({"akteure.csv": ACTORS + " " * 5_000_000}, "zip_bomb"),
        ({f"{number}.txt": "" for number in range(31)}, "too_many_members"),
        ({"akteure.csv": ACTORS, "b/actors.csv": ACTORS}, "duplicate_sheet"),
        ({"akteure.csv": b""}, "empty_file"),
        ({"akteure.csv": b"ID;\0"}, "nul_bytes"),
        ({"urlaub.csv": ACTORS}, "no_known_sheet"),
        ({}, "no_known_sheet"),
    ],
)
def test_hostile_archives(tmp_path: Path, members: dict[str, bytes | str], code: str) -> None:
    assert refused(zipped(tmp_path / "a.zip", members), TINY) == code


def test_links_in_archives(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("akteure.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(path) == "unsafe_path"


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_methods_that_cannot_be_bounded(tmp_path: Path, packing: int) -> None:
    assert refused(zipped(tmp_path / "a.zip", {"akteure.csv": ACTORS}, packing)) == "unsupported_zip"


def test_encrypted_archives(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"akteure.csv": ACTORS})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(written(path, bytes(data))) == "encrypted"


def test_members_that_lie_over_each_other(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"akteure.csv": os.urandom(60_000), "gremien.csv": b""})
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    first, size = data[at : data.index(b"PK\x01\x02", at + 4)], 5
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, size, size, len(first) * size, at, 0)
    assert refused(written(path, data[:at] + first * size + end)) == "zip_bomb"


def test_archives_that_claim_too_much(tmp_path: Path) -> None:
    limits = Limits(unpacked_bytes=1024**2)
    content = os.urandom(400_000).hex()
    assert refused(zipped(tmp_path / "a.zip", {"akteure.csv": content, "b.txt": content}), limits) == (
        "unpacked_too_large"
    )
    assert refused(zipped(tmp_path / "b.zip", {"akteure.csv": content}), Limits(file_bytes=500_000)) == "file_too_large"
    path = zipped(tmp_path / "c.zip", {"akteure.csv": ACTORS})
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    data = data[: end + 12] + struct.pack("<L", 2**31) + data[end + 16 :]
    assert refused(written(path, data)) == "too_many_members"
    locator = b"PK\x06\x07" + b"\0" * 16
    assert refused(written(path, data[:end] + locator + data[end:])) == "unsupported_zip"


def test_broken_members(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"akteure.csv": ACTORS}, zipfile.ZIP_STORED)
    assert refused(written(path, path.read_bytes().replace(b"A1;Amt", b"A1;amt"))) == "corrupt"


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "docProps/app.xml", "xl/media/image1.png"])
def test_documents_types_in_xml(tmp_path: Path, part: str) -> None:
    path = changed(book(tmp_path / "a.xlsx"), part, BOMB_XML)
    assert refused(path) == "xml_dtd"
    assert refused(changed(path, part, BOMB_XML.replace("?>", ' encoding="utf-16"?>').encode("utf-16"))) == "xml_dtd"


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.txt", "secret")
    xml = BOMB_XML.replace('<!ENTITY x "ha">', f'<!ENTITY x SYSTEM "{secret.as_uri()}">')
    assert refused(changed(book(tmp_path / "a.xlsx"), "xl/sharedStrings.xml", xml)) == "xml_dtd"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "too_many_columns"),
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "too_many_rows"),
        ('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', "too_many_rows"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "too_many_columns"),
        ('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', "corrupt"),
        ('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', "corrupt"),
        ('<row r="x"><c><v>1</v></c></row>', "corrupt"),
        ("<row><c><v>1</v>", "corrupt"),
    ],
)
def test_sheets_that_lie(tmp_path: Path, rows: str, code: str) -> None:
    path = changed(book(tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", SHEET.format(rows))
    assert refused(path) == code


def test_limits_of_spreadsheets(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert refused(book(path, [["ID", "Name"]] * 25), TINY) == "too_many_rows"
    assert refused(book(path, [["ID", "Name", 3, 4, 5, 6]]), TINY) == "too_many_columns"
    assert refused(book(path, [["ID", "Name"], ["A1", "x" * 101]]), TINY) == "cell_too_long"
    assert refused(book(path, [["ID", "Name"], ["A1", "x" * 200]]), Limits(text_chars=100)) == "too_much_text"
    assert refused(changed(book(path), "[Content_Types].xml", "<none/>")) == "corrupt"
    made = openpyxl.Workbook()
    made.worksheets[0].title = "Akteure"
    made.create_sheet("actors")
    made.save(path)
    assert refused(path) == "duplicate_sheet"
    made.remove(made.worksheets[0])
    made.worksheets[0].title = "Tabelle1"
    made.save(path)
    assert refused(path) == "no_known_sheet"


def test_the_child_is_stopped_when_its_time_is_over(tmp_path: Path) -> None:
    limits = Limits(seconds=0.05, seconds_per_megabyte=0.0)
    assert refused(book(tmp_path / "a.xlsx"), limits) == "too_slow"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process reliably")
def test_the_child_is_stopped_when_its_memory_is_used_up(tmp_path: Path) -> None:
    text = "".join(f"Amt {number} " * 300 for number in range(15_000))
    row = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    path = changed(book(tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", SHEET.format(row))
    assert refused(path, Limits(memory_bytes=70 * 1024**2, ratio=2000)) == "too_much_memory"


def test_csv_has_a_clock_too(tmp_path: Path) -> None:
    limits = Limits(seconds=-1.0, seconds_per_megabyte=0.0)
    assert refused(written(tmp_path / "akteure.csv", ACTORS), limits) == "too_slow"
    assert refused(written(tmp_path / "a.jsonl", "{}\n" * 1000), limits, jsonl.read) == "too_slow"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n", "empty_file"),
        (b'{"id": "A1"\n', "json_broken"),
        (b'{"id": NaN}\n', "json_broken"),
        (b'{"id": "\\ud800"}\n', "json_broken"),
        (b'{"id": 1, "id": 2}\n', "json_broken"),
        (b'{"n": ' + b"9" * 5000 + b"}\n", "json_broken"),
        (b'{"a":' * 100_000 + b"\n", "json_broken"),
        (b'["A1"]\n', "json_not_object"),
        (b'{"id": "A\0"}\n', "nul_bytes"),
        (b'{"id": "\xe4"}\n', "not_text"),
        (b'{"id": "' + b"x" * 2000 + b'"}\n', "line_too_long"),
        (b"\x1f\x8b\x08\0\0", "wrong_extension"),
    ],
)
def test_hostile_json(tmp_path: Path, content: bytes, code: str) -> None:
    limits = Limits() if len(content) > 3000 else Limits(json_line_bytes=1000)
    assert refused(written(tmp_path / "a.jsonl", content), limits, jsonl.read) == code
