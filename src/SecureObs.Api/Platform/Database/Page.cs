namespace SecureObs.Api.Platform.Database;

/// <summary>One page of a list.</summary>
/// <param name="Next">Give it as <c>after</c> to get the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next) : IPage
{
    int IPage.Count => Items.Count;
}

/// <summary>How many things a page shows, whatever they are.</summary>
internal interface IPage
{
    int Count { get; }
}

internal static class Pages
{
    public const int Size = 50;
    public const int LargestSize = 200;

    /// <summary>Makes a page of one row more than it holds: the row too many tells that there is a next page.</summary>
    public static Page<T> Of<T>(List<T> rows, int size, Func<T, string> cursor) => rows.Count > size
        ? new(rows[..size], cursor(rows[size - 1]))
        : new(rows, null);
}
