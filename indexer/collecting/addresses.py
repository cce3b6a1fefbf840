"""Which machine a name leads to, and whether anything may be fetched from there."""

from __future__ import annotations

import ipaddress
import socket

from indexer.collecting.errors import CollectingError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host, as numbers, that may be connected to; at least one, in the resolver's order.

    Who connects to one of these, and not to the name again, cannot be led elsewhere by a second answer for the name.
    Raises CollectingError where the name has no address, or none that is public while only such are allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CollectingError(f"{host} has no address: {getattr(error, 'strerror', None) or error}") from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    allowed = [one for one in addresses if allow_private or is_public(one)]
    if not allowed:
        raise CollectingError(
            f"{host} is {', '.join(addresses)}, of this machine or a private network, and from there nothing is "
            "fetched unless fetch_private is set to true"
        )
    return allowed


def is_public(written: str) -> bool:
    """Whether an address is one of the public internet: not private, loopback, link-local, multicast or reserved.

    An IPv4 address inside one of IPv6 (mapped, 6to4, NAT64) is judged as what it leads to.
    """
    address: Address = ipaddress.ip_address(written)
    if isinstance(address, ipaddress.IPv6Address):
        address = _inner(address) or address
    return address.is_global and not address.is_multicast


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour
