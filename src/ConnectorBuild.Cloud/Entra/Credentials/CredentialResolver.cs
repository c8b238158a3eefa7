using System.Collections.Immutable;
using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Entra.Credentials;

/// <summary>Finds the way to sign in: the one that the environment names, or the first that this process has the means for.</summary>
/// <param name="variables">Reads an environment variable of the process; null where it is not set.</param>
/// <param name="isInteractive">Whether a person is there to answer a browser or a device code.</param>
/// <param name="showDeviceCode">Shows a person what to do with a device code.</param>
public sealed class CredentialResolver(Func<string, string?> variables, bool isInteractive, Func<string, Task> showDeviceCode)
{
    /// <summary>The way to sign in.</summary>
    /// <param name="named">What <c>EntraCredential</c> or <c>DataverseCredential</c> says: a name of <see cref="CredentialKind"/>,
    /// optionally followed by a colon and the prefix that stands for <c>AZURE</c> in the names of the variables; null looks in the order
    /// of <see cref="CredentialKind"/>.</param>
    /// <param name="target">The environment.</param>
    /// <exception cref="ConnectorException">CB7006: the name is unknown; CB7002: nothing was found, or what the named way needs is
    /// missing.</exception>
    public ResolvedCredential Resolve(string? named, DeploymentTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var (name, prefix) = named?.Split(':', 2) is [var first, var second] ? (first, second) : (named, null);
        var factory = new CredentialFactory(variables, prefix, target, showDeviceCode);
        if (name is not null)
        {
            if (!Enum.TryParse<CredentialKind>(name, ignoreCase: true, out var kind) || !Enum.IsDefined(kind)
                || !char.IsAsciiLetter(name.FirstOrDefault()) || prefix is "")
            {
                throw new ConnectorException(new Diagnostic(
                    EntraDiagnostics.UnknownCredentialKind,
                    $"Environment '{target.Name}' names an unknown credential '{named}'. Nothing was changed. Use one of "
                        + $"{string.Join(", ", Enum.GetNames<CredentialKind>())}, optionally with a prefix for its variables "
                        + "(Environment:CONTOSO reads CONTOSO_CLIENT_ID instead of AZURE_CLIENT_ID), or leave it out."));
            }

            if (prefix is not null)
            {
                RequireUsable(prefix, kind, named!, target);
            }

            return factory.MissingFor(kind, isNamed: true) is { } missing
                ? throw new ConnectorException(new Diagnostic(
                    EntraDiagnostics.NoCredential,
                    $"Environment '{target.Name}' asks to sign in by {kind}, but {missing}. Nothing was changed. Provide it, or name "
                        + "another way; see docs/signing-in.md."))
                : Resolved(factory, [kind], []);
        }

        var passed = ImmutableArray.CreateBuilder<string>();
        var usable = new List<CredentialKind>();
        foreach (var kind in Enum.GetValues<CredentialKind>())
        {
            var missing = kind is CredentialKind.Browser or CredentialKind.DeviceCode && !isInteractive
                ? "not an interactive session"
                : factory.MissingFor(kind, isNamed: false);
            if (missing is null)
            {
                usable.Add(kind);
            }
            else
            {
                passed.Add($"{kind}: {missing}");
            }
        }

        return usable.Count == 0
            ? throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.NoCredential,
                $"No way to sign in to environment '{target.Name}' was found ({string.Join("; ", passed)}). Nothing was changed. Sign "
                    + "in with 'az login', or set up one of these; see docs/signing-in.md."))
            : Resolved(factory, usable, passed.ToImmutable());
    }

    private static ResolvedCredential Resolved(CredentialFactory factory, List<CredentialKind> kinds, ImmutableArray<string> passedOver)
    {
        var candidates = kinds.Select(kind => (Way: factory.Way(kind), Credential: factory.Create(kind))).ToList();
        return new ResolvedCredential(
            kinds[0], new CandidateCredential(candidates, factory.Problem),
            passedOver) { Candidates = [.. candidates.Select(c => c.Way.Text)] };
    }

    // What stands behind the colon becomes part of a variable's name, so it must be one, and somebody must read it.
    private static void RequireUsable(string prefix, CredentialKind kind, string named, DeploymentTarget target)
    {
        var wrong = !CredentialFactory.ReadsVariables(kind) ? $"but {kind} reads no variables that could have a prefix: leave ':{prefix}' out"
            : !IsVariableName(prefix) ? $"but no shell can set a variable '{prefix}_CLIENT_ID': use letters, digits and '_' only, with no digit first"
            : null;
        if (wrong is not null)
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.UnknownCredentialKind,
                $"Environment '{target.Name}' asks to sign in by '{named}', {wrong}. Nothing was changed."));
        }
    }

    private static bool IsVariableName(string text) =>
        !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}

/// <summary>A way to sign in that was found.</summary>
/// <param name="Kind">The first way that is tried.</param>
/// <param name="Credential">Gets tokens.</param>
/// <param name="PassedOver">Why each other way was not taken, a line each.</param>
public sealed record ResolvedCredential(CredentialKind Kind, TokenCredential Credential, ImmutableArray<string> PassedOver)
{
    /// <summary>The ways that are tried, in order, each with the variables that it reads.</summary>
    public ImmutableArray<string> Candidates { get; init; } = [];
}
