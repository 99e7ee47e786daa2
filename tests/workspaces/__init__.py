"""Independent check of the scores: random workspaces with a known truth, and the contract's rules written out plainly."""

import sys
from pathlib import Path

# The page layouts and file writers of the sample office serve here too; they live beside it and know nothing of skj.
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
if str(SAMPLES) not in sys.path:
    sys.path.insert(0, str(SAMPLES))
