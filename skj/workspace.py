"""The office's folder: `skj.toml`, which files are which ledger, and the ledgers themselves, read once."""

import gc
import glob
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self, cast

from skj.diagnostics import Diagnostic, Findings, InputRefused, Place, UsageRefused
from skj.files.limits import LIMITS, Limits
from skj.files.retention import KEPT, Retention
from skj.files.source import parse_source, read_source
from skj.files.tables import RawTable, SourceFile
from skj.language import N_, _
from skj.ledgers.base import Ledger, LedgerSpec
from skj.ledgers.knownheadings import LedgerSettings
from skj.ledgers.lookup import read_near
from skj.ledgers.reading import identify, read_ledger
from skj.ledgers.records import NamedValues
from skj.ledgers.registry import BY_NAME, SPECS
from skj.memory import give_back
from skj.rules import workspace as rules
from skj.tomlvalues import Before, Field, WrongValueError, read_value

if TYPE_CHECKING:
    import pandas as pd

    from skj.scoring.plan_model import Plan

SETTINGS_FILE: Final = "skj.toml"
DEFAULT_PLAN: Final = "2567"
# Left by Excel, LibreOffice and skj itself beside the ledgers; never ledgers.
EXCEL_OWNER: Final = "~$"
NOT_LEDGERS: Final = (EXCEL_OWNER, ".~lock.", ".skj-")
SIDE_LOCK: Final = ".skj-lock"
LONG: Final = 1 << 20  # bytes of files that take long enough for a person to wonder
UNTIL_READ: Final = 0.7  # the share of reading; the rest is checking
MISSING_PAUSES: Final = (0.05,) * 24


class Settings(NamedValues):
    """A part of skj.toml: unknown keys are refused, so that a typing mistake cannot pass silently."""

    @classmethod
    def model_validate(cls, raw: object) -> Self:
        """The settings in a TOML table; WrongValueError names the first key that is wrong."""
        return cast("Self", read_value(cls, raw))

    def as_data(self) -> dict[str, Any]:
        """The settings as JSON values."""
        return {name: _as_data(value) for name, value in self.model_dump().items()}


def _as_data(value: object) -> object:
    if isinstance(value, Settings):
        return value.as_data()
    if isinstance(value, Mapping):
        return {str(name): _as_data(one) for name, one in value.items()}
    return asdict(value) if isinstance(value, Limits) else value


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class OfficeSettings(Settings):
    """`[office]`."""

    fiscal_year: Annotated[int, Field(2484, 2700, N_("years are B.E., for example 2567"))] | None = None
    plan: Annotated[str, Before(_as_text)] = DEFAULT_PLAN
    language: Literal["th", "en"] = "th"


class LedgerSection(Settings):
    """`[ledgers.NAME]`: `expected` is paper records by grant year, `two_digit_years` how 24 or 67 is meant.

    `responsible` is who mends the ledger: a person or a section, shown in lists of faults. `return_days` is the office's own
    limit for the return of a lower class: the law has none (facts 1.3). `agencies` are those the training is for, `folder` is
    where the documents of the evidence register lie. `update_every` is after how many days without a new dated record the
    ledger is not kept up, in place of the plan's number.
    """

    files: tuple[str, ...] = ()
    sheet: str | None = None
    images: str | None = None
    expected: Mapping[int, Annotated[int, Field(ge=0)]] = {}
    return_days: Annotated[int, Field(ge=1, le=3660)] | None = None
    columns: Mapping[str, str] = {}
    encoding: str | None = None
    two_digit_years: Literal["be", "ce"] = "be"
    responsible: str = ""
    agencies: tuple[str, ...] = ()
    folder: str | None = None
    update_every: Annotated[int, Field(ge=1)] | None = None


class WhatIfSettings(Settings):
    """`[whatif]`: `cost` is what a unit of work weighs, by `indicator.measure`, `indicator.document` or `evidence`."""

    cost: Mapping[str, Annotated[int, Field(ge=0)]] = {}


class HistorySettings(Settings):
    """`[history]`: which versions before a write stay in `.skj-history`; one at least, or no write could be taken back."""

    versions: Annotated[int, Field(ge=1)] = KEPT.versions
    days: Annotated[int, Field(ge=0, le=36_600)] = KEPT.days

    @property
    def retention(self) -> Retention:
        """The same for `files.backups`."""
        return Retention(self.versions, self.days)


class WorkspaceSettings(Settings):
    """The whole of skj.toml; `[limits]` are those of `files.limits`."""

    office: OfficeSettings = OfficeSettings()
    limits: Limits = LIMITS
    ledgers: Mapping[str, LedgerSection] = {}
    whatif: WhatIfSettings = WhatIfSettings()
    history: HistorySettings = HistorySettings()


def find_workspace(start: Path) -> Path | None:
    """The nearest folder with a skj.toml, from `start` upward."""
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), None)


class Workspace:
    """An office's ledgers and plan.

    `Workspace(path)` takes the folder or its skj.toml; `Workspace.of_files` takes ledgers without a folder. Nothing is
    read before it is asked for; each file is read once. Raises UsageRefused for wrong settings.
    """

    def __init__(
        self,
        path: str | Path = "",
        *,
        settings: WorkspaceSettings | None = None,
        files: Mapping[str, tuple[Path, ...]] | None = None,
        encoding: str | None = None,
    ) -> None:
        folder = Path(path)
        self.root = folder.parent if folder.name == SETTINGS_FILE else folder
        self.settings = settings or read_settings(self.root / SETTINGS_FILE)
        self._named = dict(files or {})
        self._encoding = encoding
        self._sources: dict[tuple[Path, str | None], SourceFile] = {}
        self._given: dict[Path, bytes] = {}  # files that are read from these bytes and not from the disk
        self._ledgers: dict[str, Ledger[Any]] = {}
        self._asked: set[str] = set()  # the ledgers that were read, whole or in part
        self.watch: Callable[[str, float], None] | None = (
            None  # told how far reading large files is: name, share from 0 to 1
        )

    @classmethod
    def of_files(
        cls,
        files: Sequence[Path],
        ledger: str | None = None,
        *,
        folder: Path | None = None,
        encoding: str | None = None,
        refused: list[Diagnostic] | None = None,
    ) -> "Workspace":
        """A workspace of the files named on the command line; without `ledger` each file tells by its headings what it is.

        Ledgers that are not named come from the workspace `folder`, if there is one. Raises InputRefused for a file that
        cannot be read, or whose headings fit no ledger; with `refused` the reason is put there and the others are taken.
        """
        settings = read_settings(folder / SETTINGS_FILE) if folder else WorkspaceSettings()
        named: dict[str, tuple[Path, ...]] = {ledger: _each_once(files)} if ledger is not None else {}
        space = cls(folder or "", settings=settings, files=named, encoding=encoding)
        for file in files if ledger is None else ():
            try:
                space._take(file)
            except InputRefused as refusal:
                if refused is None:
                    raise
                refused.append(refusal.diagnostic)
        return space

    def _take(self, file: Path) -> None:
        """Make a file the ledger or the ledgers that its headings say; it is not read again."""
        with _collector_paused():
            names = ledgers_in(self._read(file, None))
        for name in names:
            self._named[name] = _each_once((*self._named.get(name, ()), file))

    @property
    def named(self) -> tuple[str, ...]:
        """The ledgers of the files that were named, in their order."""
        return tuple(self._named)

    @property
    def fiscal_year(self) -> int:
        """The B.E. fiscal year the workspace is about: its own setting, else the plan's."""
        return self.settings.office.fiscal_year or self.plan.fiscal_year

    @cached_property
    def plan(self) -> "Plan":
        """The plan of the year."""
        from skj.scoring.measures import FUNCTIONS
        from skj.scoring.plan import load_plan

        plan = load_plan(self.settings.office.plan, base=self.root, functions=FUNCTIONS)
        year = self.settings.office.fiscal_year
        if year not in {None, plan.fiscal_year}:
            args = {"year": year, "other": plan.fiscal_year}
            raise UsageRefused(Diagnostic(rules.PLAN_OF_OTHER_YEAR, Place(SETTINGS_FILE), args))
        return plan

    def section(self, name: str) -> LedgerSection:
        """What skj.toml says about a ledger; the defaults when it says nothing."""
        return self.settings.ledgers.get(name, LedgerSection())

    def files_of(self, name: str) -> tuple[Path, ...]:
        """The files of a ledger, in the order of their names."""
        if name in self._named:
            return self._named[name]
        patterns = self.section(name).files
        return _each_once(path for pattern in patterns for path in self._matching(pattern))

    def _matching(self, pattern: str) -> list[Path]:
        found = (self.root / name for name in glob.glob(pattern.replace("\\", "/"), root_dir=self.root, recursive=True))  # noqa: PTH207  (Path.glob refuses absolute patterns)
        return sorted(path for path in found if _may_be_ledger(path))

    def ledger(self, name: str) -> Ledger[Any]:
        """A ledger, read and checked; what could not be read is among its findings."""
        if name not in self._ledgers:
            self._asked.add(name)
            self._ledgers[name] = self._read_ledger(BY_NAME[name])
        return self._ledgers[name]

    def _read_ledger(self, spec: LedgerSpec[Any]) -> Ledger[Any]:
        findings = Findings()
        self._find_files(spec, findings)
        with _collector_paused(), self._watched():
            ledger = self._read_files(spec, findings)
        give_back(len(ledger.records))
        return ledger

    def _read_files(self, spec: LedgerSpec[Any], findings: Findings) -> Ledger[Any]:
        sources = []
        for path in self._counted(self.files_of(spec.name)):
            try:
                sources.append(self._read(path, self.section(spec.name).encoding))
                findings.extend(self._open_notes(path))
            except InputRefused as refusal:
                findings.extend([refusal.diagnostic])
        ledger = read_ledger(spec, sources, self.settings_of(spec.name), SPECS)
        return Ledger(spec, ledger.records, ledger.left_out, (*findings, *ledger.findings), ledger.files, ledger.sheets)

    def _open_notes(self, path: Path) -> list[Diagnostic]:
        """Who has a ledger open just now: it is read all the same, without what is not saved (reliability section 2)."""
        from skj.files.owners import excel_owner_path, libreoffice_lock_path, open_notes

        if not (excel_owner_path(path).exists() or libreoffice_lock_path(path).exists()):
            return []
        return open_notes(path, self.shown(path))

    def near(self, name: str, wanted: Mapping[str, Any]) -> Ledger[Any]:
        """The part of a ledger that a row with the values `wanted` has to do with (`ledgers.lookup`).

        InputRefused for a file that cannot be read: a row is never written next to what could not be seen.
        """
        encoding = self.section(name).encoding
        self._asked.add(name)
        with _collector_paused(), self._watched():
            sources = [self._read(path, encoding) for path in self._counted(self._files_to_write(name))]
            return read_near(BY_NAME[name], sources, wanted, self.settings_of(name), SPECS)

    def _counted(self, paths: Sequence[Path]) -> Iterator[Path]:
        """The files in turn, telling how far it is when they are large."""
        sizes = [path.stat().st_size if path.is_file() else 0 for path in paths] if self.watch else []
        if self.watch is None or sum(sizes) < LONG:
            yield from paths
            return
        for number, path in enumerate(paths):
            self.watch(self.shown(path), UNTIL_READ * sum(sizes[:number]) / sum(sizes))
            yield path
        self.watch(self.shown(paths[-1]), UNTIL_READ)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Nothing more is shown once the work is done, or given up."""
        try:
            yield
        finally:
            if self.watch is not None:
                self.watch("", 1.0)

    def _files_to_write(self, name: str) -> tuple[Path, ...]:
        """While Excel saves, a ledger is gone for a moment (reliability R10); its row must not go to another file meanwhile."""
        for pause in MISSING_PAUSES:
            files = self.files_of(name)
            if name in self._named or not self._is_gone(name, files):
                return files
            time.sleep(pause)
        return self.files_of(name)

    def _is_gone(self, name: str, files: Sequence[Path]) -> bool:
        """Whether nothing is found, or a file that was open in Excel or written by skj is not there."""
        patterns = self.section(name).files
        return bool(patterns) and (not files or any(self._has_traces_alone(pattern) for pattern in patterns))

    def _has_traces_alone(self, pattern: str) -> bool:
        whole = self.root / pattern.replace("\\", "/")
        traces = [
            *(
                (path, path.name.removeprefix(EXCEL_OWNER))
                for path in _found(whole.with_name(EXCEL_OWNER + whole.name))
            ),
            *((path, path.name.removesuffix(SIDE_LOCK)) for path in _found(whole.with_name(whole.name + SIDE_LOCK))),
        ]
        return any(not path.with_name(ledger).exists() for path, ledger in traces)

    def ledger_folders(self) -> list[Path]:
        """The folders that hold ledgers; each has its own journal and its own side files."""
        return sorted({path.resolve().parent for spec in SPECS for path in self.files_of(spec.name)})

    def settings_of(self, name: str) -> LedgerSettings:
        """How a ledger is read: its sheet, the headings it insists on, how two-digit years are meant."""
        section = self.section(name)
        return LedgerSettings(section.sheet, section.columns, section.two_digit_years)

    def _find_files(self, spec: LedgerSpec[Any], findings: Findings) -> None:
        """Say which ledgers have no files: not named at all, or named but not there."""
        if spec.name in self._named:
            return
        names = {"ledger_name": spec.label, "ledger_id": spec.name}
        patterns = self.section(spec.name).files
        if not patterns:
            findings.add(rules.LEDGER_NOT_CONFIGURED, Place(SETTINGS_FILE), ledger=spec.name, **names)
        for pattern in patterns:
            if not self._matching(pattern):
                findings.add(rules.LEDGER_FILES_MISSING, Place(pattern), ledger=spec.name, pattern=pattern, **names)

    def _read(self, path: Path, encoding: str | None) -> SourceFile:
        encoding = self._encoding or encoding
        key = (path, encoding)
        if key not in self._sources:
            self._sources[key] = self._parsed(path, encoding)
            give_back(sum(len(table.rows) for table in self._sources[key].tables))
        return self._sources[key]

    def _parsed(self, path: Path, encoding: str | None) -> SourceFile:
        shown, limits = self.shown(path), self.settings.limits
        if path in self._given:
            return parse_source(self._given[path], path, shown, encoding=encoding, limits=limits)
        return read_source(path, shown, encoding=encoding, limits=limits)

    def shown(self, path: Path) -> str:
        """The name of a file as people know it: relative to the workspace, with forward slashes."""
        roots = (root for root in (self.root, self.root.resolve()) if path.is_relative_to(root))
        return next((path.relative_to(root).as_posix() for root in roots), path.as_posix())

    def table(self, file: str, sheet: str) -> RawTable:
        """The raw table a record came from, by the names people see; KeyError when it was not read."""
        return self.tables[file, sheet]

    @property
    def tables(self) -> dict[tuple[str, str], RawTable]:
        """Every raw table that was read, by file and sheet as people see them."""
        return {(table.file, table.sheet): table for source in self._sources.values() for table in source.tables}

    def path_of(self, file: str) -> Path:
        """The path of a file that was read, by the name people see; KeyError when it was not read."""
        return {source.file: path for (path, _encoding), source in self._sources.items()}[file]

    @property
    def read_files(self) -> frozenset[str]:
        """The files that were read, by the names people see."""
        return frozenset(source.file for source in self._sources.values())

    def files_with_secrets(self) -> list[tuple[Path, str]]:
        """The files that were read as ledgers with columns that are masked, or as no ledger that is known: path and shown name."""
        has_secrets: dict[Path, bool] = {}
        for name in self._asked:
            is_secret = any(column.personal for column in BY_NAME[name].columns)
            for path in self.files_of(name):
                has_secrets[path] = is_secret or has_secrets.get(path, False)
        paths = dict.fromkeys(path for path, _encoding in self._sources if has_secrets.get(path, True))
        return [(path, self.shown(path)) for path in paths]

    def sha_of(self, path: Path) -> str | None:
        """The SHA-256 of a file as it was read; None when it was not."""
        return next((source.sha256 for (read, _encoding), source in self._sources.items() if read == path), None)

    def seeing(self, path: Path, data: bytes) -> "Workspace":
        """The same workspace with the bytes of one file as given: what another writer has just left there.

        They are read when a ledger asks for them; what the file has no part in is not read again.
        """
        again = Workspace(self.root, settings=self.settings, files=self._named, encoding=self._encoding)
        again._given = {**self._given, path: data}
        again._sources = {key: source for key, source in self._sources.items() if key[0] != path}
        again._ledgers = {name: own for name, own in self._ledgers.items() if path not in self.files_of(name)}
        again._asked = set(again._ledgers)
        return again

    def images_folder(self, name: str) -> Path | None:
        """The folder of a ledger's photographs, if skj.toml names one."""
        images = self.section(name).images
        return self.root / images if images else None

    def frame(self, name: str) -> "pd.DataFrame":
        """A ledger as a typed table for analysis: a row per valid record, with `source_file`, `source_sheet`, `source_row`."""
        from skj.frames import frame_of

        return frame_of(self.ledger(name))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading makes a million values and no cycles; looking for cycles again and again would be a fifth of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            _call_all_old()
            gc.enable()


def _call_all_old() -> None:
    """Let the collector take all values for old ones; otherwise it would go through a million of them as soon as it is back."""
    if not gc.get_freeze_count():  # what a program has set aside for good stays so
        gc.freeze()
        gc.unfreeze()


def _each_once(files: Iterable[Path]) -> tuple[Path, ...]:
    """The files without those that are named twice, by another pattern or another path: their rows count once."""
    return tuple({file.resolve(): file for file in files}.values())


def _found(pattern: Path) -> list[Path]:
    return [Path(name) for name in glob.glob(str(pattern), recursive=True, include_hidden=True)]  # noqa: PTH207  (Path.glob refuses absolute patterns)


def _may_be_ledger(path: Path) -> bool:
    return not path.name.startswith(NOT_LEDGERS) and not path.name.endswith(SIDE_LOCK) and path.is_file()


def ledgers_in(source: SourceFile) -> list[str]:
    """The ledgers whose headings stand in a file; InputRefused when it has none."""
    found = [spec.name for table in source.tables if (spec := identify(table, SPECS))]
    if not found:
        raise InputRefused(Diagnostic(rules.FILE_NOT_A_LEDGER, Place(source.file)))
    return list(dict.fromkeys(found))


def read_settings(path: Path) -> WorkspaceSettings:
    """Read and check skj.toml; UsageRefused names the key and what is wrong."""
    place = Place(path.name)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UsageRefused(Diagnostic(rules.NO_WORKSPACE, Place(path.parent.name or "."))) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageRefused(Diagnostic(rules.SETTINGS_UNREADABLE, place, {"reason": str(error)})) from None
    try:
        settings = WorkspaceSettings.model_validate(raw)
    except WrongValueError as wrong:
        args = {"key": ".".join(wrong.key), "reason": wrong.reason}
        raise UsageRefused(Diagnostic(rules.SETTINGS_WRONG, place, args)) from None
    _check_names(settings, place)
    return settings


def _check_names(settings: WorkspaceSettings, place: Place) -> None:
    for name, section in settings.ledgers.items():
        if name not in BY_NAME:
            reason = _("the ledgers are {known}").format(known=", ".join(BY_NAME))
            raise UsageRefused(Diagnostic(rules.SETTINGS_WRONG, place, {"key": f"ledgers.{name}", "reason": reason}))
        known = _field_names(BY_NAME[name])
        for field in section.columns:
            if field not in known:
                reason = _("the fields are {known}").format(known=", ".join(known))
                raise UsageRefused(
                    Diagnostic(
                        rules.SETTINGS_WRONG, place, {"key": f"ledgers.{name}.columns.{field}", "reason": reason}
                    )
                )


def _field_names(spec: LedgerSpec[Any]) -> Iterable[str]:
    return [
        name
        for column in spec.columns
        for name in (column.field, *(f"{column.field}.{part}" for part, _headings in column.parts))
    ]
