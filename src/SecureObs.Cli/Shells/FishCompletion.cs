using System.Text;

namespace SecureObs.Cli.Shells;

/// <summary>For fish 3 or newer.</summary>
internal static class FishCompletion
{
    public static string Of(CommandTree root)
    {
        var script = new StringBuilder("# Completion of secureobs for fish:  secureobs completion fish > ~/.config/fish/completions/secureobs.fish\n");
        foreach (var command in root.All())
        {
            var condition = Quoted(Condition(command));
            foreach (var child in command.Commands)
                script.Append($"complete -c secureobs -n {condition} -f -a {child.Name} -d {Quoted(child.Description)}\n");
            foreach (var value in command.Arguments.SelectMany(argument => argument.Values))
                script.Append($"complete -c secureobs -n {condition} -f -a {value}\n");
            foreach (var option in command.Options)
                script.Append($"complete -c secureobs -n {condition} -l {option.Name.TrimStart('-')}{Takes(option)} -d {Quoted(option.Description)}\n");
        }
        return script.ToString();
    }

    private static string Takes(OptionText option) =>
        option.ValueName is null ? "" : option.Values.Count == 0 ? " -r" : $" -x -a {Quoted(string.Join(' ', option.Values))}";

    /// <summary>All words of the command were seen, and none of those that may follow.</summary>
    private static string Condition(CommandTree command)
    {
        var seen = command.Path.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => $"__fish_seen_subcommand_from {word}");
        var next = command.Commands.Count == 0 ? [] : (string[])[$"not __fish_seen_subcommand_from {string.Join(' ', command.Commands.Select(child => child.Name))}"];
        return string.Join("; and ", seen.Concat(next));
    }

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
