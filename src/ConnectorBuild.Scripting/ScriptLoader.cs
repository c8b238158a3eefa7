using System.Reflection;
using System.Runtime.Loader;
using ConnectorBuild.CustomCode.Compiler;

namespace ConnectorBuild.Scripting;

/// <summary>From a script's text to its class.</summary>
internal static class ScriptLoader
{
    /// <exception cref="ScriptCompilationException">The script has errors, or there is no SDK.</exception>
    public static ScriptAssembly Compile(string path, CancellationToken cancellationToken)
    {
        var sdk = DotNetSdk.Find()
            ?? throw new ScriptCompilationException(
                $"'{path}' was not compiled: no .NET SDK was found beside the .NET runtime that runs this process, and the C# compiler "
                    + "comes with the SDK. Install the SDK, or set DOTNET_ROOT to its folder.",
                []);
        try
        {
            var text = File.ReadAllText(path);
            var compilation = ScriptAttempt.Compile(new CSharpCompiler(sdk), text, path, References(), "latest", cancellationToken);
            return compilation.Assembly is { } image
                ? new ScriptAssembly(path, image, compilation.Symbols)
                : throw ScriptCompilationException.Of(path, compilation.Errors);
        }
        catch (CompilerFailedException exception)
        {
            throw new ScriptCompilationException($"'{path}' was not compiled: the C# compiler of the SDK failed. {exception.Message}", [], exception);
        }
    }

    /// <exception cref="ScriptCompilationException">There is no class Script that derives from ScriptBase.</exception>
    public static Type Load(ScriptAssembly script)
    {
        var context = new AssemblyLoadContext(script.Path, isCollectible: true);
        var own = AssemblyLoadContext.GetLoadContext(typeof(ScriptBase).Assembly) ?? AssemblyLoadContext.Default;

        // A test runner may have loaded this assembly, and with it ScriptBase, into a context of its own.
        context.Resolving += (_, name) => TryLoad(own, name);
        using var image = new MemoryStream(script.Image);
        using var symbols = script.Symbols is { } bytes ? new MemoryStream(bytes) : null;
        var assembly = context.LoadFromStream(image, symbols);
        return assembly.GetTypes().FirstOrDefault(
            type => string.Equals(type.Name, "Script", StringComparison.OrdinalIgnoreCase) && type.IsSubclassOf(typeof(ScriptBase))
                && !type.IsAbstract)
            ?? throw new ScriptCompilationException(
                $"'{script.Path}' has no class Script that derives from ScriptBase, which is what the platform runs. Write \"public "
                    + $"class Script : ScriptBase\".",
                []);
    }


    private static List<string> References()
    {
        var own = new[] { typeof(ScriptBase), typeof(Newtonsoft.Json.JsonConvert), typeof(Microsoft.Extensions.Logging.ILogger) }.Select(type => type.Assembly.Location);
        var drawing = FrameworkReferences.Trusted()
            .Where(path => Path.GetFileName(path).Equals("System.Drawing.Common.dll", StringComparison.OrdinalIgnoreCase));
        return [.. FrameworkReferences.All.Concat(own).Concat(drawing).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static Assembly? TryLoad(AssemblyLoadContext context, AssemblyName name)
    {
        try
        {
            return context.LoadFromAssemblyName(name);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
