using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace SecureObs.Api.Platform.Limits;

/// <summary>
/// One of a fixed number of cells for every address, so that addresses can use up no memory. An IPv6 network of /64, which
/// one customer of a provider has, is one address. Cells are drawn anew at each start: nobody can aim at the one of
/// somebody else.
/// </summary>
internal sealed class AddressCell
{
    public const int Count = 16_384;

    private readonly byte[] seed = RandomNumberGenerator.GetBytes(32);

    public int Of(IPAddress? address) => BitConverter.ToUInt16(HMACSHA256.HashData(seed, Network(address))) % Count;

    private static byte[] Network(IPAddress? address) => address switch
    {
        null => [],
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().GetAddressBytes(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => address.GetAddressBytes()[..8],
        _ => address.GetAddressBytes(),
    };
}
