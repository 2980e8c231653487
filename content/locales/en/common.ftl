# Words that several features use.

product = Same Side
