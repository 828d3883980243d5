using System.Globalization;
using System.Net;
using System.Numerics;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>Address ranges made of others (developer.hashicorp.com/terraform/language/functions/cidrsubnet).</summary>
internal static class Cidr
{
    /// <param name="newBits">By how many bits the prefix becomes longer.</param>
    /// <param name="number">Which of the ranges.</param>
    /// <returns>Null when there is no such range.</returns>
    public static string? Subnet(string prefix, decimal? newBits, decimal? number)
    {
        if (!IPNetwork.TryParse(prefix, out var network) || newBits is not (>= 0 and <= 128) || number is not >= 0 || decimal.Truncate(number.Value) != number || decimal.Truncate(newBits.Value) != newBits)
            return null;
        var bytes = network.BaseAddress.GetAddressBytes();
        var (bits, length) = (bytes.Length * 8, network.PrefixLength + (int)newBits);
        var at = new BigInteger(number.Value);
        if (length > bits || at >= BigInteger.One << (int)newBits)
            return null;
        var address = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) + (at << (bits - length));
        var made = address.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] padded = [.. new byte[bytes.Length - made.Length], .. made];
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(padded)}/{length}");
    }
}
