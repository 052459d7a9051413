"""Numbers as people read them."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def grouped(number: int | None) -> str:
    """Write a number in groups of three: 5,280, in Dutch 5.280."""
    return "" if number is None else number_format(number, force_grouping=True)
