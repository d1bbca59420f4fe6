"""Pairs of names in a file: one line of answer for each line read."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def compare(file: Path | str) -> list[str]:
    out = io.StringIO()
    call_command("compare_names", str(file), stdout=out)
    return out.getvalue().splitlines()


def test_each_pair_has_its_answer_in_order(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Ilham Aliyev\tИльхам Алиев\nIlham Aliyev\tHeydar Aliyev\n刘晓波\tLiu Xiaobo", "utf-8")

    assert compare(pairs) == ["same", "different", "same"]


def test_a_file_from_a_spreadsheet_is_read_as_well(tmp_path: Path) -> None:
    """A byte order mark, line ends of Windows, further columns, blank lines at the end."""
    pairs = tmp_path / "pairs.tsv"
    pairs.write_bytes("\ufeffIlham Aliyev\tİlham Əliyev\tsame\r\nLi Wei\tLi Wen\r\n\r\n\r\n".encode())

    assert compare(pairs) == ["same", "different"]


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Анна\tAnna\n".encode())))

    assert compare("-") == ["same"]


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "none").touch()

    assert compare(tmp_path / "none") == []


def test_a_blank_line_has_no_answer_and_is_named(tmp_path: Path) -> None:
    """As a table has between two groups of pairs; also where a spreadsheet leaves the tab."""
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Анна Ли\tAnna Li\n\n\t\nLi Wei\tLi Wen\n", "utf-8")
    out, err = io.StringIO(), io.StringIO()

    call_command("compare_names", str(pairs), stdout=out, stderr=err)

    assert out.getvalue().split() == ["same", "different"]
    assert err.getvalue().splitlines() == [f"Line {number} is blank and has no answer." for number in (2, 3)]


def test_a_line_without_two_names_is_named_and_keeps_its_place(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("no tab\nAnna\nAnna\t\nАнна Ли\tAnna Li\n", "utf-8")
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match="could not be compared: 3"):
        call_command("compare_names", str(pairs), stdout=out, stderr=err)

    assert out.getvalue().split() == ["different", "different", "different", "same"]
    assert [f"Line {number} " in err.getvalue() for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes("Jürgen\tJurgen\n".encode("latin-1"))

    with pytest.raises(CommandError, match=r"latin is not UTF-8: byte 2"):
        compare(tmp_path / "latin")
    with pytest.raises(CommandError, match=r"missing cannot be read: No such file"):
        compare(tmp_path / "missing")
    with pytest.raises(CommandError, match=r"cannot be read"):
        compare(tmp_path)
