"""Prices: observations in time windows, the language of discounts, and their arithmetic."""
