"""Calendar of SOR and SOCh: the class's plan and the sittings of distance pupils."""
