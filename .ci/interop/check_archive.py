"""Makes archives by `loader pack`, and has others validate them: frictionless the data package, with the digest of every
file, and cffconvert the citation. cffconvert needs an older jsonschema than frictionless, hence a venv of its own.

Usage: check_archive.py URL (not needed: archives are made from files)
"""

import pathlib
import subprocess
import sys
import tempfile
import venv
import zipfile

import frictionless

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
SETS = {
    "bundled": ["fixtures/libya-2020"],
    "several": ["fixtures/libya-2020", "MADE", "MAPPED"],
}
# Columns without names are well in a table of facts, and must not be taken for faults of the package.
MADE = {
    "facts.yaml": """dataset: {title: "1914: a title", authors: ["A. Author", "B: Org"], license: CC-BY-4.0, url: "https://example.org/x"}
sources: [{id: s, title: T, published: 2020-05-22, text: texts/ein Ärger.txt}]
relations: [{subject: one, type: SUPPORTS, object: two, evidence: [{source: s, quote: backs the army}]}]
""",
    "texts/ein Ärger.txt": "One backs the army.",
    "actors.csv": "id,name,type,,\none,One,STATE\ntwo,Two,STATE,,\n",
}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder)


def mapped(folder):
    data = TOP / "fixtures/mappings/testdata/country-codes"
    files = {p.name: p.read_text(encoding="utf-8") for p in data.iterdir()}
    files["country-codes.mapping.yaml"] = (TOP / "fixtures/mappings/country-codes.mapping.yaml").read_text(encoding="utf-8")
    return write(folder, files)


def cffconvert(folder):
    """Returns the path of cffconvert in a new venv."""
    venv.create(folder, with_pip=True)
    pip = [folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "archive/citation.txt"]
    subprocess.run(pip, check=True)
    return folder / "bin/cffconvert"


def check(archive, folder, validator):
    """Validates an archive, and that a change of a file in it is found. Returns the number of files."""
    whole = frictionless.Package(str(archive)).validate()
    assert whole.valid, whole.to_summary()
    zipfile.ZipFile(archive).extractall(folder)
    package = frictionless.Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.to_summary()
    assert package.title and package.version and all(r.hash.startswith("sha256:") and r.bytes for r in package.resources)
    subprocess.run([validator, "--validate", "--infile", folder / "CITATION.cff"], check=True, capture_output=True)
    changed = folder / package.resources[0].path
    changed.write_bytes(changed.read_bytes().replace(b"a", b"e", 1))
    errors = frictionless.Package(str(folder / "datapackage.json")).validate().flatten(["type"])
    assert errors == [["hash-count"]], errors
    return len(package.resources)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        temporary = pathlib.Path(temporary)
        validator = cffconvert(temporary / "venv")
        folders = {"MADE": write(temporary / "made", MADE), "MAPPED": mapped(temporary / "mapped")}
        seen = []
        for name, dirs in SETS.items():
            archive = temporary / f"{name}.zip"
            pack = ["go", "run", "./loader", "pack", "--output", archive, *(folders.get(d, d) for d in dirs)]
            subprocess.run(pack, cwd=TOP, check=True, capture_output=True)
            seen.append(f"{name} {check(archive, temporary / name, validator)} files")
        print(f"archives: {', '.join(seen)}, valid by frictionless {frictionless.__version__} and cffconvert; a changed file is found")


if __name__ == "__main__":
    sys.exit(main())
