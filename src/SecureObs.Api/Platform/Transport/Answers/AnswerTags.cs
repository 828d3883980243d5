using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Masking;

namespace SecureObs.Api.Platform.Transport.Answers;

/// <summary>
/// Tags of answers: equal when the same caller asked the same address and was answered the same bytes. A tag opens
/// nothing: it is compared with the answer that was made for this caller, after every rule was asked. It is made with a
/// key, because it gets into logs of proxies, and a plain hash of an answer can be guessed at.
/// </summary>
internal sealed class AnswerTags(SecretBytes installation)
{
    private const int Length = 16;

    private readonly SecretBytes key = new(HKDF.Expand(HashAlgorithmName.SHA256, installation.Reveal().ToArray(), 32, "secureobs/answer-tags/v1"u8.ToArray()));

    /// <summary>Weak, since it is about what the answer says: compressed or not it has the same.</summary>
    public EntityTagHeaderValue Of(HttpContext context, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Reveal());
        // No part of it holds a line break, so no two of them look alike.
        hash.AppendData(Encoding.UTF8.GetBytes($"{Who(context.User)}\n{context.Request.Path.ToUriComponent()}{context.Request.QueryString}\n"));
        hash.AppendData(body);
        return new($"\"{Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, Length))}\"", isWeak: true);
    }

    /// <summary>Whether the client says that it has an answer of this tag.</summary>
    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));

    private static string Who(ClaimsPrincipal user) =>
        user.FindFirstValue(ApiKeyHandler.KeyClaim) is { } apiKey ? $"key {apiKey}"
        : user.PersonIdentity() is var (directory, person) ? $"person {directory} {person}"
        : "anybody";
}
