using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SecureObs.Graph.Network;

/// <summary>Addresses and ranges as text, and as numbers of the line of <see cref="AddressSet"/>.</summary>
internal static class AddressText
{
    private static readonly UInt128 FirstV4 = (UInt128)0xFFFF << 32, LastV4 = FirstV4 + uint.MaxValue;

    /// <summary>Null when it is none.</summary>
    public static Intervals<UInt128>? TryParse(string text)
    {
        if (text.Split('-') is [var first, var last])
            return Number(first.Trim()) is { } from && Number(last.Trim()) is { } to && from <= to && IsV4(from) == IsV4(to) ? Line(from, to) : null;
        if (text.Split('/') is not [var address, .. { Length: 0 or 1 } size] || Number(address.Trim()) is not { } start)
            return null;
        var bits = IsV4(start) ? 32 : 128;
        var length = bits;
        if (size is [var digits] && (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
            return null;
        var rest = length == 0 && bits == 128 ? UInt128.MaxValue : (UInt128.One << (bits - length)) - 1;
        return Line(start & ~rest, start | rest);
    }

    public static string Of(AddressSet set)
    {
        var (v4, v6) = (set.Intersect(AddressSet.AllV4), set.Intersect(AddressSet.AllV6));
        var words = v4.Line.Parts.Select(Of);
        return string.Join(", ", v6.Equals(AddressSet.AllV6) ? words.Append("::/0") : words.Concat(v6.Line.Parts.Select(Of)));
    }

    private static string Of(Interval<UInt128> part)
    {
        var size = part.To - part.From;
        if (size == 0)
            return Of(part.From);
        var isRange = (size & (size + 1)) == 0 && (part.From & size) == 0;
        return isRange
            ? string.Create(CultureInfo.InvariantCulture, $"{Of(part.From)}/{(IsV4(part.From) ? 32 : 128) - (int)UInt128.PopCount(size)}")
            : $"{Of(part.From)}-{Of(part.To)}";
    }

    private static string Of(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(IsV4(number) ? bytes[12..] : bytes).ToString();
    }

    /// <summary>Strict: four decimal numbers without zeros before them, or IPv6 without a zone. The parser of the platform takes <c>10</c> and <c>010.1</c> too.</summary>
    private static UInt128? Number(string text)
    {
        if (text.AsSpan().ContainsAny("%[]") || !IPAddress.TryParse(text, out var address))
            return null;
        if (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != text)
            return null;
        return BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes());
    }

    private static bool IsV4(UInt128 number) => number >= FirstV4 && number <= LastV4;

    /// <summary>A range of IPv6 has no addresses of IPv4 in it.</summary>
    private static Intervals<UInt128> Line(UInt128 from, UInt128 to)
    {
        var line = Intervals<UInt128>.Of(new Interval<UInt128>(from, to));
        return IsV4(from) ? line : line.Except(Intervals<UInt128>.Of(new Interval<UInt128>(FirstV4, LastV4)));
    }
}
