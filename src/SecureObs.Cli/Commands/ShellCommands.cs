using System.CommandLine;
using SecureObs.Cli.Shells;

namespace SecureObs.Cli.Commands;

/// <summary>What a shell and its manual want to know of the whole command.</summary>
internal static class ShellCommands
{
    public static Command Completion(Surroundings surroundings, RootCommand root)
    {
        var shell = new Argument<string>("shell") { Description = "Whose completion it is." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Print a shell's completion of this command.") { shell };
        command.SetAction(arguments =>
        {
            var tree = CommandTree.Of(root);
            surroundings.Out.Write(arguments.GetRequiredValue(shell) switch
            {
                "bash" => BashCompletion.Of(tree),
                "zsh" => ZshCompletion.Of(tree),
                "fish" => FishCompletion.Of(tree),
                _ => PowerShellCompletion.Of(tree),
            });
        });
        return command;
    }

    public static Command Manual(Surroundings surroundings, RootCommand root)
    {
        var command = new Command("man", "Print the manual page.");
        command.SetAction(_ => surroundings.Out.Write(ManPage.Of(CommandTree.Of(root))));
        return command;
    }
}
