"""Records of a YAML file, each with its line, and the check of their fields: an error names the file, the line and the field."""
from __future__ import annotations

from pathlib import Path


def utf8_text(path: Path, error: type[ValueError]) -> str:
    """The text of one of our files, which are in UTF-8; an `error` with a sentence where it is not. No other encoding is tried."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise error(f"{path.name} is not in UTF-8. Open it in the program that made it, and save it as plain text in UTF-8.") from None


def yaml_records(path: Path, error: type[ValueError], under: str = "", text: str = "") -> tuple[dict, list[tuple[str, dict]]]:
    """The head of a YAML file and its records, each with its place (“1_tasks.yaml, line 12”). Every value is text (no, 2018), or a list or dict of it.

    The records are the file's list, or the list `under` a name of the head. A `text` stands for what the file has. An `error` with the line where the file is something else.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text or utf8_text(path, error))
    try:
        root = loader.get_single_node()
        head = {key.value: node for key, node in root.value} if isinstance(root, yaml.MappingNode) else {"": root}
        listed = getattr(head.pop(under, None), "value", None)
        if not isinstance(listed, list) or not all(isinstance(node, yaml.MappingNode) for node in listed):
            raise error(f"{path.name} should have a list{f' under “{under}:”' if under else ''}, each part of which begins with “- ” and has named fields.")
        placed = [(f"{path.name}, line {node.start_mark.line + 1}", loader.construct_pairs(node, deep=True)) for node in listed]
        return {name: loader.construct_object(node, deep=True) for name, node in head.items()}, [(place, _once(place, pairs, error)) for place, pairs in placed]
    except yaml.MarkedYAMLError as slip:
        hint = "Is text with a colon or a # in quotation marks, and are the fields indented alike?"
        raise error(f"{path.name}, line {slip.problem_mark.line + 1}: {slip.problem}. {hint}") from None


def _once(place: str, pairs: list[tuple], error: type[ValueError]) -> dict:
    names = [name for name, _ in pairs]
    if doubled := [name for name in names if names.count(name) > 1]:
        raise error(f"{place}: {doubled[0]} is there twice.")
    return dict(pairs)


def fitted(place: str, record: dict, fields: str, error: type[ValueError]) -> dict:
    """The record with all its `fields`, empty where it has none. In capitals: must not be empty; with []: a list, and one text stands for a list of one."""
    shapes = {name.lower().removesuffix("[]"): list if name.endswith("[]") else str for name in fields.split()}
    made = {name: [value] if shapes.get(name) is list and isinstance(value, str) and value else value or shapes.get(name, str)() for name, value in record.items()}
    slips = [f"{name} is missing" for name in shapes if name.upper() in fields.replace("[]", "").split() and not made.get(name)]
    slips += [f"“{name}” is no field here; there are {', '.join(shapes)}" for name in made if name not in shapes]
    slips += [f"{name} should be {'a list' if shapes[name] is list else 'one text'}" for name, value in made.items() if name in shapes and not isinstance(value, shapes[name])]
    if slips:
        raise error(f"{place}: {'; '.join(slips)}.")
    return {name: made.get(name, shape()) for name, shape in shapes.items()}
