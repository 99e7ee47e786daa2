"""Picking elements out of a small XML part without building a tree of it."""

from xml.parsers import expat

Attributes = dict[str, str]


def find_elements(data: bytes, *names: str) -> list[tuple[str, Attributes]]:
    """All elements of these local names with their attributes, in order; ExpatError when the part is not well-formed."""
    found: list[tuple[str, Attributes]] = []

    def start(name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        if local in names:
            found.append((local, attributes))

    parser = expat.ParserCreate("UTF-8")
    parser.StartElementHandler = start
    parser.Parse(data, True)  # noqa: FBT003  (expat takes its arguments by position only)
    return found


def local_attribute(attributes: Attributes, name: str) -> str:
    """An attribute by its local name, whatever prefix it has; prefixed ones go first (`r:id` before `id`)."""
    for key in sorted(attributes, key=lambda key: ":" not in key):
        if key.rpartition(":")[2] == name:
            return attributes[key]
    return ""
