using System.Text;

namespace SecureObs.Cli.Shells;

/// <summary>For zsh with compinit; each word with what it is for.</summary>
internal static class ZshCompletion
{
    public static string Of(CommandTree root)
    {
        var script = new StringBuilder("""
            #compdef secureobs
            # Completion of secureobs for zsh: write it to a file _secureobs in a directory of $fpath.
            _secureobs() {
              local at='' i
              local -a found
              for ((i = 2; i < CURRENT; i++)); do
                case "$at ${words[i]}" in

            """.ReplaceLineEndings("\n"));
        script.Append($"      ({string.Join('|', BashCompletion.Below(root).Select(command => $"' {command.Path}'"))}) at=\"$at ${{words[i]}}\" ;;\n    esac\n  done\n  case \"$at ${{words[CURRENT-1]}}\" in\n");
        foreach (var command in root.All())
            foreach (var option in command.Options.Where(option => option.ValueName is not null))
                script.Append($"    ('{At(command)} {option.Name}') ").Append(option.Values.Count == 0 ? "_files" : $"compadd -- {string.Join(' ', option.Values)}").Append("; return ;;\n");
        script.Append("  esac\n  case \"$at\" in\n");
        foreach (var command in root.All())
            script.Append($"    ('{At(command)}') found=({string.Join(' ', Words(command))}) ;;\n");
        script.Append("""
              esac
              _describe -V secureobs found
              [[ ${words[CURRENT]} == -* ]] || _files
            }
            compdef _secureobs secureobs

            """.ReplaceLineEndings("\n"));
        return script.ToString();
    }

    private static IEnumerable<string> Words(CommandTree command) =>
    [
        .. command.Commands.Select(child => Word(child.Name, child.Description)),
        .. command.Arguments.SelectMany(argument => argument.Values.Select(value => Word(value, ""))),
        .. command.Options.Select(option => Word(option.Name, option.Description)),
    ];

    private static string Word(string name, string description) =>
        $"'{name}:{description.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string At(CommandTree command) => command.Path.Length == 0 ? "" : $" {command.Path}";
}
