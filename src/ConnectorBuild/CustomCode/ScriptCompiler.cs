using System.Security.Cryptography;
using System.Text;
using ConnectorBuild.CustomCode.Compiler;

namespace ConnectorBuild.CustomCode;

/// <summary>
/// Compiles scripts as far as it is known what the platform compiles them against: .NET Standard 2.0 and C# 9, which is enough for every
/// accepted script but a broken one. A script that needs more is a warning; a script that no compiler accepts is an error.
/// </summary>
public sealed class ScriptCompiler
{
    private const string ProvedLanguage = "9";
    private const string NewestLanguage = "latest";

    private readonly string _references;
    private readonly DotNetSdk? _sdk;

    /// <param name="referenceDirectory">The folder <c>scripting</c> that the package carries.</param>
    /// <param name="sdkDirectory">The .NET SDK whose compiler is used, for example <c>/usr/share/dotnet/sdk/10.0.100</c>; null for the
    /// newest one.</param>
    public ScriptCompiler(string referenceDirectory, string? sdkDirectory = null)
    {
        // One spelling, so that build and tool find each other's results.
        _references = Path.TrimEndingDirectorySeparator(Path.GetFullPath(referenceDirectory));
        _sdk = (sdkDirectory is null ? null : DotNetSdk.In(sdkDirectory)) ?? DotNetSdk.Find();
    }

    /// <summary>Compiles a script.</summary>
    /// <param name="path">The script's path, for symbols.</param>
    /// <param name="text">Its text.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    public ScriptCompilation Compile(string path, string text, CancellationToken cancellationToken = default) =>
        Run(path, text, cancellationToken).Compilation;

    /// <summary>Compiles a script, unless the same script was compiled before in the same way.</summary>
    /// <param name="path">The script's path, for symbols.</param>
    /// <param name="text">Its text.</param>
    /// <param name="keptFile">A file that keeps the result for the next time; null for none.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    public ScriptCompilation Compile(string path, string text, string? keptFile, CancellationToken cancellationToken)
    {
        if (keptFile is null)
        {
            return Compile(path, text, cancellationToken);
        }

        var fingerprint = Fingerprint(text);
        if (ScriptCompilationCache.Find(keptFile, fingerprint) is { } kept)
        {
            return kept;
        }

        var compilation = Compile(path, text, cancellationToken);
        if (compilation.NotCompiled is null)
        {
            ScriptCompilationCache.Keep(keptFile, fingerprint, compilation);
        }

        return compilation;
    }

    /// <summary>Compiles a script into an assembly that a script host can run.</summary>
    /// <param name="path">The script's path, for symbols.</param>
    /// <param name="text">Its text.</param>
    /// <param name="assemblyPath">Where the assembly goes, with a <c>.pdb</c> beside it; nothing is written if the script has errors.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    /// <exception cref="IOException">The assembly cannot be written.</exception>
    public ScriptCompilation CompileTo(string path, string text, string assemblyPath, CancellationToken cancellationToken = default)
    {
        var (compilation, made) = Run(path, text, cancellationToken);
        if (made is { Assembly: { } assembly, Symbols: { } symbols })
        {
            File.WriteAllBytes(assemblyPath, assembly);
            File.WriteAllBytes(Path.ChangeExtension(assemblyPath, ".pdb"), symbols);
        }

        return compilation;
    }

    /// <summary>Stands for everything that the result depends on: the script, the compiler, the references, this code.</summary>
    private string Fingerprint(string text)
    {
        var inputs = string.Join('\n',
            "1",
            typeof(ScriptCompiler).Module.ModuleVersionId,
            Stamp(_sdk?.CompilerPath),
            Stamp(ScriptReferences.AreIn(_references) ? Path.Combine(_references, "ref", "ConnectorBuild.Scripting.dll") : null),
            Environment.Version,
            text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inputs)));
    }

    private static string Stamp(string? path) =>
        path is not null && new FileInfo(path) is { Exists: true } file
            ? FormattableString.Invariant($"{path} {file.Length} {file.LastWriteTimeUtc.Ticks}")
            : "";

    private (ScriptCompilation Compilation, CSharpCompilation? Made) Run(string path, string text, CancellationToken cancellationToken)
    {
        if (_sdk is null)
        {
            return (NotCompiled("no .NET SDK was found, and the C# compiler comes with the SDK: install it, or set DOTNET_ROOT to its folder"), null);
        }

        if (!ScriptReferences.AreIn(_references))
        {
            return (NotCompiled($"the reference assemblies are not in '{_references}': install the package again"), null);
        }

        try
        {
            return Run(new CSharpCompiler(_sdk), path, text, cancellationToken);
        }
        catch (CompilerFailedException exception)
        {
            return (NotCompiled($"the C# compiler of the .NET SDK could not be run ({exception.Message}): repair the SDK"), null);
        }
    }

    private (ScriptCompilation Compilation, CSharpCompilation Made) Run(
        CSharpCompiler compiler, string path, string text, CancellationToken cancellationToken)
    {
        var proved = Attempt(ScriptReferences.Proved(_references), ProvedLanguage);
        if (proved.Assembly is { } assembly)
        {
            return (new ScriptCompilation { Content = ScriptInspector.Inspect(assembly) }, proved);
        }

        // First the language alone, so that each of the two is known by itself.
        var modern = Attempt(ScriptReferences.Proved(_references), NewestLanguage);
        var newest = modern.Assembly is null ? Attempt(ScriptReferences.Newer(_references), NewestLanguage) : modern;
        return (ScriptVerdict.Of(text, proved, modern, newest) with { Content = newest.Assembly is { } made ? ScriptInspector.Inspect(made) : null }, newest);

        CSharpCompilation Attempt(IReadOnlyList<string> references, string language) =>
            ScriptAttempt.Compile(compiler, text, path, references, language, cancellationToken);
    }

    private static ScriptCompilation NotCompiled(string reason) => new() { NotCompiled = reason };
}
