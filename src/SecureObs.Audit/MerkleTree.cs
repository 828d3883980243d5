using System.Security.Cryptography;

namespace SecureObs.Audit;

/// <summary>The Merkle tree of RFC 6962, section 2.1, over leaves that are hashes already.</summary>
public static class MerkleTree
{
    /// <summary>
    /// Pairs from the left, the odd one moves up as it is: the same tree as the RFC's split at the largest power of two.
    /// </summary>
    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 0)
            return SHA256.HashData([]);
        var level = leaves.ToArray();
        for (var count = level.Length; count > 1; count = (count + 1) / 2)
            for (var left = 0; left < count; left += 2)
                level[left / 2] = left + 1 < count ? Node(level[left], level[left + 1]) : level[left];
        return [.. level[0]];
    }

    private static byte[] Node(byte[] left, byte[] right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * SHA256.HashSizeInBytes];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(input);
    }
}
