using System.Text.Json;

namespace SecureObs.Cli.Running;

/// <summary>
/// The repository's default branch, as far as the CI system or the checkout says: what it no longer has is resolved. Null
/// where nobody does; then the server takes the usual names for it.
/// </summary>
internal static class DefaultBranch
{
    private const string RemotePrefix = "ref: refs/remotes/origin/";
    private const long LargestEvent = 16 * 1024 * 1024;

    public static string? Of(string workspace, Func<string, string?> variable) =>
        Told(variable("CI_DEFAULT_BRANCH")) ?? Event(variable("GITHUB_EVENT_PATH")) ?? Checkout(workspace);

    private static string? Told(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>GitHub writes what started the workflow into a file: repository.default_branch.</summary>
    private static string? Event(string? path)
    {
        try
        {
            if (path is null || new FileInfo(path) is not { Exists: true, Length: <= LargestEvent } file)
                return null;
            using var stream = file.OpenRead();
            using var document = JsonDocument.Parse(stream);
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("repository", out var repository) && repository.ValueKind is JsonValueKind.Object
                && repository.TryGetProperty("default_branch", out var branch) && branch.ValueKind is JsonValueKind.String
                ? Told(branch.GetString()) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What a clone notes of its origin.</summary>
    private static string? Checkout(string workspace) =>
        GitCheckout.RemoteHead(workspace) is { } head && head.StartsWith(RemotePrefix, StringComparison.Ordinal) ? Told(head[RemotePrefix.Length..]) : null;
}
