using System.Text;

namespace SecureObs.Cli.Shells;

/// <summary>The manual, section 1, in the macros of man(7). docs/secureobs.1 is what it writes; a test keeps it so.</summary>
internal static class ManPage
{
    public static string Of(CommandTree root)
    {
        var page = new StringBuilder();
        page.Append(".TH SECUREOBS 1 \"\" \"SecureObs\" \"User Commands\"\n.SH NAME\nsecureobs \\- ").Append(Text(root.Description)).Append('\n');
        page.Append(".SH SYNOPSIS\n.B secureobs\n.I command\n.RI [ options ]\n.SH COMMANDS\n");
        foreach (var command in BashCompletion.Below(root).Where(command => command.Commands.Count == 0))
            Command(page, command);
        page.Append(".SH ENVIRONMENT\n");
        foreach (var (name, meaning) in Environment)
            Item(page, Text(name), meaning);
        page.Append(".SH EXIT STATUS\n");
        foreach (var (code, meaning) in ExitCodes)
            Item(page, $"{code}", meaning);
        return page.ToString();
    }

    private static readonly (string Name, string Meaning)[] Environment =
    [
        ("SECUREOBS_API_KEY", "The pipeline's API key. It is never printed, and no scanner gets it."),
        ("SECUREOBS_API_URL", "Where the API is. It must contain /api."),
        ("SECUREOBS_DEBUG", "Set: an error shows its whole exception."),
        ("GH_TOKEN, GITHUB_TOKEN, SYSTEM_ACCESSTOKEN, GITLAB_TOKEN", "What lets pr-comment write on GitHub, Azure DevOps and GitLab."),
    ];

    private static readonly (int Code, string Meaning)[] ExitCodes =
    [
        (ExitCode.Fine, "Fine."),
        (ExitCode.Refused, "The key is missing or refused, or the project is not one of its tenant."),
        (ExitCode.Failed, "The API answered with an error or not at all, or the command was used wrongly."),
        (ExitCode.GateBlocked, "The gate is blocked."),
        (ExitCode.Tampered, "An audit trail or a verdict is not genuine."),
    ];

    private static void Command(StringBuilder page, CommandTree command)
    {
        page.Append($".SS secureobs {Text(command.Path)}{string.Concat(command.Arguments.Select(argument => $" <{Text(argument.Name)}>"))}\n{Text(command.Description)}\n");
        foreach (var argument in command.Arguments)
            Item(page, $"<{Text(argument.Name)}>", argument.Description);
        foreach (var option in command.Options)
            Item(page, Text(string.Join(", ", [option.Name, .. option.Aliases]) + (option.ValueName is null ? "" : $" <{option.ValueName}>")),
                option.Description + (option.Values.Count > 0 ? $" One of {string.Join(", ", option.Values)}." : "") + (option.Required ? " Required." : ""));
    }

    private static void Item(StringBuilder page, string name, string meaning) => page.Append($".TP\n\\fB{name}\\fR\n{Text(meaning)}\n");

    /// <summary>A backslash begins an escape, a dot or quote at the start of a line a request; a plain hyphen may become another sign.</summary>
    private static string Text(string text)
    {
        var escaped = OneLine.Of(text, 1000).Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }
}
