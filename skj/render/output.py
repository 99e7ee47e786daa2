"""A report to where it was asked for: standard output, or a file that appears whole or not at all."""

import os
from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final, TextIO

from skj.diagnostics import Diagnostic, Rule, UsageRefused, WriteRefused
from skj.render import text
from skj.render.links import LinkTo, no_link
from skj.render.streams import is_terminal
from skj.render.terminal import print_report
from skj.reports.model import Report
from skj.rules import own


class Format(StrEnum):
    """The output formats (contract section 5); SARIF is for `skj check` alone."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"
    XLSX = "xlsx"
    SARIF = "sarif"


COMMON: Final = tuple(each for each in Format if each is not Format.SARIF)
ENDINGS: Final = {
    ".txt": Format.TABLE,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".csv": Format.CSV,
    ".md": Format.MD,
    ".markdown": Format.MD,
    ".xlsx": Format.XLSX,
    ".sarif": Format.SARIF,
}
STANDARD_OUTPUT: Final = Path("-")

_WRITERS: Final = {
    Format.TABLE: text.to_plain,
    Format.JSON: text.to_json,
    Format.JSONL: text.to_jsonl,
    Format.CSV: text.to_csv,
    Format.MD: text.to_markdown,
}


def format_from(option: str | None, output: Path | None, known: Collection[Format] = COMMON) -> Format:
    """The format that --format and the ending of --output ask for, one of those `known` to the command.

    UsageRefused when they disagree or say nothing known.
    """
    endings = {ending: meant for ending, meant in ENDINGS.items() if meant in known}
    ending = endings.get(output.suffix.lower()) if output else None
    if option is not None:
        return _agreed(_known(option, known), ending, output)
    if ending is None and output is not None and output != STANDARD_OUTPUT:
        raise _refused(own.ENDING_UNKNOWN, output=output.name, endings=" ".join(endings))
    return ending or Format.TABLE


def emit(  # noqa: PLR0913  (the options that every command shares)
    report: Report,
    format: Format,  # noqa: A002  (the name of the option)
    output: Path | None,
    stream: TextIO,
    *,
    colour: bool = False,
    width: int | None = None,
    names: bool = False,
    force: bool = False,
    link_to: LinkTo = no_link,
) -> None:
    """Write `report` to `stream`, or to the file `output`; a dash means `stream`.

    A file is written beside and moved into place. UsageRefused when it exists and not `force`, is a link or no file, or when
    its folder is missing; WriteRefused when the system does not let it be written. Files with names are for their owner only.
    """
    to_stream = output is None or output == STANDARD_OUTPUT
    if to_stream and format is Format.TABLE and (colour or is_terminal(stream)):
        print_report(report, stream, colour=colour, width=width, names=names)
    else:
        make = partial(to_pieces, report, format, names=names, link_to=link_to)
        emit_bytes(make, format, output, stream, force=force, private=names)


def emit_bytes(  # noqa: PLR0913  (as above)
    make: Callable[[], Iterable[bytes]],
    format: Format,  # noqa: A002  (as above)
    output: Path | None,
    stream: TextIO,
    *,
    force: bool = False,
    private: bool = False,
) -> None:
    """Write the pieces that `make` gives as `emit` writes a report; none is made when there is no place to write it to."""
    if output is not None and output != STANDARD_OUTPUT:
        check_output(output, force=force)
        write_pieces(output, make(), force=force, private=private)
    else:
        _write_stream(make, format, stream)


def to_pieces(
    report: Report,
    format: Format,  # noqa: A002  (as above)
    *,
    names: bool = False,
    link_to: LinkTo = no_link,
) -> Iterable[bytes]:
    """The document as bytes piece by piece, texts in UTF-8; `link_to` is for the links of a workbook."""
    if format is Format.XLSX:
        from skj.render.workbook import to_xlsx

        return (to_xlsx(report, names=names, link_to=link_to),)
    return map(str.encode, _WRITERS[format](report, names=names))


def check_output(output: Path, *, force: bool = False) -> None:
    """UsageRefused when `output` is no place to write to; commands may ask before they start to work."""
    if output.is_symlink():
        raise _refused(own.OUTPUT_IS_LINK, output=output)
    if not output.parent.is_dir():
        raise _refused(own.OUTPUT_FOLDER_MISSING, folder=output.parent)
    if output.exists() and not output.is_file():
        raise _refused(own.OUTPUT_NOT_FILE, output=output)
    if output.exists() and not force:
        raise _refused(own.OUTPUT_EXISTS, output=output)


def write_file(output: Path, content: bytes, *, force: bool = False, private: bool = False) -> None:
    """Write `content` beside `output`, sync it, and move it into place; on any failure nothing is left behind."""
    write_pieces(output, (content,), force=force, private=private)


def write_pieces(output: Path, pieces: Iterable[bytes], *, force: bool = False, private: bool = False) -> None:
    """Write a file as `write_file` does, piece by piece as they are made."""
    try:
        beside = _write_beside(output, pieces, private=private)
        try:
            _move(beside, output, force=force)
        finally:
            beside.unlink(missing_ok=True)
    except FileExistsError:
        raise _refused(own.OUTPUT_EXISTS, output=output) from None
    except OSError as fault:
        raise WriteRefused(
            _diagnostic(own.OUTPUT_FAILED, output=output, reason=fault.strerror or str(fault))
        ) from fault


def _write_beside(output: Path, pieces: Iterable[bytes], *, private: bool) -> Path:
    from tempfile import mkstemp

    descriptor, name = mkstemp(dir=output.parent, prefix=".skj-", suffix=".tmp")
    try:
        # A buffered file object raises when the disk is full; `os.write` may write less and say nothing (reliability R6).
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(name).chmod(0o666 & ~_umask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _move(beside: Path, output: Path, *, force: bool) -> None:
    """Put the finished file in place; without `force` a file that appeared meanwhile raises FileExistsError."""
    if force or not _link(beside, output):
        beside.replace(output)


def _link(beside: Path, output: Path) -> bool:
    """Give the finished file its name in one step that refuses an existing one; False where the disk knows no hard links."""
    try:
        output.hardlink_to(beside)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        if output.exists():
            raise FileExistsError from None
        return False
    return True


def _umask() -> int:
    # The only way to read it is to set it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _write_stream(make: Callable[[], Iterable[bytes]], format: Format, stream: TextIO) -> None:  # noqa: A002  (as above)
    """Bytes where the stream takes them: a text layer may change line ends and lacks letters in other code pages."""
    buffer = getattr(stream, "buffer", None)
    if format is Format.XLSX and (buffer is None or is_terminal(stream)):
        raise _refused(own.WORKBOOK_TO_TERMINAL)
    if buffer is None:
        stream.writelines(map(bytes.decode, make()))
        return
    stream.flush()
    buffer.writelines(make())
    buffer.flush()


def _known(option: str, known: Collection[Format]) -> Format:
    word = option.strip().lower()
    if word not in known:
        raise _refused(own.FORMAT_UNKNOWN, wanted=option, formats=", ".join(known))
    return Format(word)


def _agreed(wanted: Format, ending: Format | None, output: Path | None) -> Format:
    if ending in {None, wanted} or output is None or output.suffix.lower() == ".txt":
        return wanted
    raise _refused(own.FORMAT_CONFLICT, wanted=wanted.value, output=output.name, ending=output.suffix.lower())


def _refused(rule: Rule, **args: object) -> UsageRefused:
    return UsageRefused(_diagnostic(rule, **args))


def _diagnostic(rule: Rule, **args: object) -> Diagnostic:
    return Diagnostic(
        rule, args={name: value if isinstance(value, int) else str(value) for name, value in args.items()}
    )
