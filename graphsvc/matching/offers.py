"""x"""
class Offers: pass
