"""What goes out: written with the rows it speaks of, then delivered at a platform's pace."""
