import subprocess
import sys


def test_the_rooms_load_without_the_heavy_libraries():
    """For fifty links, imports are the run time; the door and the help must not pay for what they do not use."""
    code = (
        "import sys, citecheck.web, citecheck.check, citecheck.verdict, citecheck.titles;"
        "print(sorted({'httpx', 'httpcore', 'bs4', 'lxml', 'rapidfuzz', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
