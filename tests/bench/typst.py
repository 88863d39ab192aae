"""Times typst on a page like form 2: argv are the folder of the typeface and the number of rounds.

Prints two figures in milliseconds as JSON: the first compile, and the median of those after it. Needs the PyPI package
typst; answers with 3 where it is not installed.
"""

import json
import pathlib
import statistics
import sys
import tempfile
import time

try:
    import typst
except ImportError:
    sys.exit(3)

fonts, rounds = sys.argv[1], int(sys.argv[2])
sentence = "电梯停运两天，老人上下楼困难，要求说明修复时间。"
rows = "".join(f"[{n}], [2026-11-03 09:12], [{sentence}], [李敏],\n" for n in range(1, 41))
page = f"""
#set page(paper: "a4", margin: (left: 18mm, right: 12mm, top: 30mm, bottom: 20mm), header: [澄湖佳苑 #h(1fr) 内部联],
  footer: context [表 2 #h(1fr) 第 #counter(page).display() 页])
#set text(font: "Noto Sans SC", size: 10.5pt)
#align(center)[= 顾客投诉处理记录表]
#table(columns: (12mm, 38mm, 1fr, 20mm), table.header([*序号*], [*时间*], [*内容*], [*经办人*]),
{rows})
"""
with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder) / "page.typ"
    source.write_text(page, encoding="utf-8")
    start = time.perf_counter()
    compiler = typst.Compiler(str(source), font_paths=[fonts])
    assert compiler.compile(format="pdf")
    cold = time.perf_counter() - start
    warm = []
    for n in range(rounds):
        # Another word each time, so that nothing is answered from memory.
        source.write_text(page.replace("两天", f"{n + 3}天"), encoding="utf-8")
        start = time.perf_counter()
        compiler.compile(format="pdf")
        warm.append(time.perf_counter() - start)
print(json.dumps([cold * 1e3, statistics.median(warm) * 1e3]))
