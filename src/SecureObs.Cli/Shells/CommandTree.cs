using System.CommandLine;
using System.CommandLine.Completions;

namespace SecureObs.Cli.Shells;

/// <summary>One command as people type it: what a completion and the manual are made of.</summary>
/// <param name="Path">Its words without <c>secureobs</c>, e.g. <c>audit verify</c>; empty for the whole.</param>
internal sealed record CommandTree(
    string Path, string Description, IReadOnlyList<CommandTree> Commands, IReadOnlyList<OptionText> Options, IReadOnlyList<ArgumentText> Arguments)
{
    public string Name => Path.Split(' ')[^1];

    public static CommandTree Of(RootCommand root) => Of(root, "", root.Options.Where(option => option.Recursive).Select(Text).ToList());

    /// <summary>This one and all below it.</summary>
    public IEnumerable<CommandTree> All() => Commands.SelectMany(command => command.All()).Prepend(this);

    private static CommandTree Of(Command command, string path, List<OptionText> everywhere) => new(
        path,
        command.Description ?? "",
        [.. command.Subcommands.Where(child => !child.Hidden).Select(child => Of(child, $"{path} {child.Name}".Trim(), everywhere))],
        [.. command.Options.Where(option => !option.Hidden && !option.Recursive).Select(Text), .. everywhere],
        [.. command.Arguments.Where(argument => !argument.Hidden).Select(argument => new ArgumentText(argument.Name, argument.Description ?? "", Values(argument)))]);

    private static OptionText Text(Option option) => new(
        option.Name,
        [.. option.Aliases.Where(alias => alias != option.Name && alias.StartsWith('-'))],
        option.Description ?? "",
        option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? null : option.HelpName ?? option.Name.TrimStart('-'),
        option.ValueType == typeof(bool) ? [] : Words(option.GetCompletions(CompletionContext.Empty)),
        option.Required);

    private static List<string> Values(Argument argument) => Words(argument.GetCompletions(CompletionContext.Empty));

    private static List<string> Words(IEnumerable<CompletionItem> items) => [.. items.Select(item => item.Label).Order(StringComparer.Ordinal)];
}

/// <param name="ValueName">Null of a switch.</param>
/// <param name="Values">All that it takes; empty when it takes anything.</param>
internal sealed record OptionText(string Name, IReadOnlyList<string> Aliases, string Description, string? ValueName, IReadOnlyList<string> Values, bool Required);

internal sealed record ArgumentText(string Name, string Description, IReadOnlyList<string> Values);
