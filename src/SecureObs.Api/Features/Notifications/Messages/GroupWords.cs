namespace SecureObs.Api.Features.Notifications.Messages;

/// <summary>A group in lines for people; whoever shows them escapes them.</summary>
internal static class GroupWords
{
    public static string Heading(MessageGroup group)
    {
        var run = group.Run is { Branch: { Length: > 0 } branch } ? $" ({branch})" : "";
        return group.Project is { } project ? $"{project.Name}{run}: {group.Title}" : group.Title;
    }

    public static IEnumerable<string> Lines(MessageGroup group)
    {
        foreach (var line in group.Lines)
            yield return $"• {(line.Severity is { } severity ? $"{severity}: " : "")}{line.Text}";
        if (group.More > 0 && group.Lines.Count > 0)
            yield return $"• and {group.More:N0} more";
    }
}
