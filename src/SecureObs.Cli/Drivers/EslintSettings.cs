using System.Text.Json;

namespace SecureObs.Cli.Drivers;

/// <summary>The only configuration that ESLint reads in a scan of ours.</summary>
internal static class EslintSettings
{
    /// <param name="modules">The node_modules directory that holds ESLint and the plugin.</param>
    public static string Text(string modules)
    {
        var plugin = Json(new Uri(NodeModules.Entry(Path.Combine(modules, "eslint-plugin-security"))).AbsoluteUri);
        var eslint = Json(Path.Combine(modules, "eslint", "package.json"));
        return $$"""
            import { createRequire } from 'node:module';
            import security from {{plugin}};

            const espree = createRequire({{eslint}})('espree');

            // A .js file is a module or a script; nobody tells us which, so both are tried.
            const parser = {
              ...espree,
              parse(code, options) {
                try {
                  return espree.parse(code, options);
                } catch (error) {
                  try {
                    return espree.parse(code, {
                      ...options,
                      sourceType: 'script',
                      ecmaFeatures: { ...options.ecmaFeatures, globalReturn: true },
                    });
                  } catch {
                    throw error;
                  }
                }
              },
            };

            // The plugin calls everything a warning. What runs code that an attacker may choose, or hides it, is more.
            const severe = [
              'detect-bidi-characters',
              'detect-child-process',
              'detect-eval-with-expression',
              'detect-invisible-characters',
              'detect-non-literal-require',
            ];

            export default [
              { ignores: ['**/node_modules/**', '**/.git/**'] },
              {
                files: ['**/*.js', '**/*.mjs', '**/*.cjs', '**/*.jsx'],
                plugins: { security },
                languageOptions: { parser, sourceType: 'module', parserOptions: { ecmaFeatures: { jsx: true } } },
                linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
                rules: {
                  ...security.configs.recommended.rules,
                  ...Object.fromEntries(severe.filter((rule) => rule in security.rules).map((rule) => [`security/${rule}`, 'error'])),
                },
              },
            ];

            """;
    }

    /// <summary>The same without the places of this machine, but with the version of the plugin.</summary>
    public static string Portable(string modules)
    {
        var version = NodeModules.Version(Path.Combine(modules, "eslint-plugin-security"));
        return $"{version}\n{Text(modules).Replace(Escaped(new Uri(modules).AbsoluteUri), "", StringComparison.Ordinal).Replace(Escaped(modules), "", StringComparison.Ordinal)}";
    }

    private static string Json(string text) => $"\"{Escaped(text)}\"";

    private static string Escaped(string text) => JsonEncodedText.Encode(text).ToString();
}
