"""x"""
class ParallelBodies: pass
