"""Reduces the fetched fonts to what the documents use. Called by build.sh: build.py WORKDIR OUTDIR.

Layout features go (the layout engine works with single glyphs), hinting goes, and all but the Song face keep only the
通用规范汉字, GB 2312 and a few signs. The Song face keeps every character: it is what the others fall back to.
"""

import bz2
import gzip
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

DROPPED_TABLES = ["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG", "BASE", "DSIG", "meta", "STAT"]
SIGNS = "—–…·•※▲△●○■□◆◇★☆√×÷±−≤≥≠≈‰℃№㎡㎜㎝㎞㎏²³¹⁰⁴µΩ€￥¥①②③④⑤⑥⑦⑧⑨⑩"


def encodable(codec: str) -> set[int]:
    """The BMP characters from the blank up that a codec has."""
    found = set()
    for code in (c for c in range(0x20, 0x10000) if not 0xD800 <= c < 0xE000):
        try:
            chr(code).encode(codec)
            found.add(code)
        except UnicodeEncodeError:
            continue
    return found


def general_standard(work: Path) -> set[int]:
    """通用规范汉字表 (8105 characters), from Unihan's kTGH."""
    text = bz2.open(work / "deb/usr/share/unicode/Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8").read()
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    found = {int(row[0][2:], 16) for row in rows if row[1] == "kTGH"}
    if len(found) != 8105:
        raise SystemExit(f"kTGH has {len(found)} characters, 8105 expected")
    return found


def rename(font: TTFont, family: str, note: str) -> None:
    """Gives a changed font its own name: the Open Font License reserves the old one for the unchanged font."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (3, 16, 17, 18, 20, 21, 22, 25):
            names.names.remove(record)
        elif record.platformID == 3 and record.langID != 0x409 and record.nameID in (1, 2, 4, 6):
            names.names.remove(record)
    compact = family.replace(" ", "")
    for record in list(names.names):
        text = {1: family, 4: family, 6: f"{compact}-Regular", 10: note}.get(record.nameID)
        if text is not None:
            names.setName(text, record.nameID, record.platformID, record.platEncID, record.langID)
    names.setName(f"{compact}-Regular;reduced", 3, 3, 1, 0x409)
    names.setName(note, 10, 3, 1, 0x409)


def reduce(source: Path, target: Path, wanted: set[int] | None, family: str | None, standard: set[int]) -> None:
    """Writes `source` with only the `wanted` characters (all when none are given) to `target`."""
    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 13, 14]
    options.drop_tables += DROPPED_TABLES
    font = subset.load_font(str(source), options)
    have = set(font.getBestCmap())
    kept = have if wanted is None else have & wanted
    worker = subset.Subsetter(options)
    worker.populate(unicodes=kept)
    worker.subset(font)
    if family:
        rename(font, family, "Reduced copy with its own name; see README.md beside the font.")
    subset.save_font(font, str(target), options)
    missing = len(standard - kept)
    print(f"{target.name}: {len(kept)} characters, {missing} of the 8105 missing, {target.stat().st_size / 1e6:.2f} MB")


def main(work: Path, out: Path) -> None:
    standard = general_standard(work)
    usual = standard | encodable("gb2312") | {ord(c) for c in SIGNS}
    serif = next((work / "npm").glob("*noto-serif-sc*")) / "package"
    sans = next((work / "npm").glob("*noto-sans-sc*")) / "package"
    debian = work / "deb/usr/share"
    fandol = debian / "texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
    reduce(work / "pypi/pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf", out / "song.otf", None, None, standard)
    reduce(serif / "700Bold/NotoSerifSC_700Bold.ttf", out / "title.ttf", usual, None, standard)
    reduce(sans / "700Bold/NotoSansSC_700Bold.ttf", out / "hei.ttf", usual, None, standard)
    reduce(debian / "fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", out / "kai.ttf", usual, "Lunzheng Kai", standard)
    reduce(fandol, out / "fang.otf", usual, None, standard)

    licences = out / "licences"
    licences.mkdir(exist_ok=True)
    (licences / "OFL-1.1.txt").write_bytes((serif / "LICENSE_FONT").read_bytes())
    (licences / "GPL-3.0-font-exception-fandol.txt").write_bytes(
        gzip.decompress((debian / "doc/texlive-doc/fonts/fandol/COPYING.gz").read_bytes())
    )
    (licences / "README-fandol.txt").write_bytes((debian / "doc/texlive-doc/fonts/fandol/README").read_bytes())
    (licences / "copyright-lxgw-wenkai.txt").write_bytes((debian / "doc/fonts-lxgw-wenkai/copyright").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
