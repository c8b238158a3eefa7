using System.Text.Json;
using Azure.Identity;
using ConnectorBuild.Cloud.Entra.Credentials;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Identity.Client;
using Microsoft.Kiota.Abstractions;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Gives what Azure.Identity and the Graph SDK throw a code, its meaning and the way out.</summary>
internal static class GraphErrors
{
    /// <summary>Whether the exception is one that <see cref="Translate"/> knows.</summary>
    public static bool IsKnown(Exception e) =>
        e is ODataError or AuthenticationFailedException or HttpRequestException or ApiException
        || (e is AggregateException a && a.InnerExceptions.Any(IsKnown))
        || IsUnreadable(e);

    /// <summary>Whether the SDK or its JSON reader met an answer that is not JSON, is cut off, or has other kinds of values than Graph's.</summary>
    internal static bool IsUnreadable(Exception e) =>
        e is JsonException || (e is InvalidOperationException or FormatException or ArgumentException && e.Source is { } source
            && (source.StartsWith("Microsoft.Kiota", StringComparison.Ordinal)
                || source.StartsWith("Microsoft.Graph", StringComparison.Ordinal)
                    || source.StartsWith("System.Text.Json", StringComparison.Ordinal)));

    /// <summary>The coded failure.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="doing">What was being done, as the end of "while …".</param>
    /// <param name="right">The Graph permission that it needs.</param>
    /// <param name="target">The environment.</param>
    public static ConnectorException Translate(Exception e, string doing, string right, DeploymentTarget target) => e switch
    {
        ConnectorException known => known,
        AggregateException a => Translate(a.InnerExceptions.First(IsKnown), doing, right, target),
        AuthenticationFailedException failed => SignInFailed(failed, "Entra", target),
        ODataError { ResponseStatusCode: 403 } denied => new ConnectorException(
            new Diagnostic(
                EntraDiagnostics.GraphDenied,
                $"Microsoft Graph denied access while {doing} ({Describe(denied)}). The identity that is signed in needs {right}. "
                    + "Nothing was changed by this request; what had been done before stays. Grant the right and consent to it, or "
                    + "sign in as another identity; then run again."),
            e),
        ApiException { ResponseStatusCode: 429 } held => new ConnectorException(
            new Diagnostic(
                EntraDiagnostics.GraphFailed,
                $"Microsoft Graph still holds requests up after all waits while {doing} ({Describe(held)}). What had been done before stays. "
                    + "Run again in five minutes, or spread the runs that use this identity; the run continues from there."),
            e),
        ODataError error => new ConnectorException(
            new Diagnostic(
                EntraDiagnostics.GraphFailed,
                $"Microsoft Graph refused the request while {doing} ({Describe(error)}). What had been done before stays; the next run "
                    + "continues from there."),
            e),
        _ when ConnectionFailure.Find(e) is not null => Unreachable(e, doing, "Microsoft Graph"),
        _ => new ConnectorException(
            new Diagnostic(
                EntraDiagnostics.GraphFailed,
                SafeText.OneLine(
                    $"What answered at {target.GraphUrl.Authority} while {doing} did not answer like Microsoft Graph ({NotGraph(e)}). "
                        + "What had been done before stays. Check GraphUrl of the environment; if it is right, the service failed: "
                        + "run again later, and the run continues from there.")),
            e),
    };

    private static bool IsUnreadableToken(Exception e) =>
        e is JsonException or MsalClientException { ErrorCode: MsalError.JsonParseError or MsalError.AccessTokenTypeMissing } or MsalServiceException { StatusCode: >= 200 and < 300 };

    private static string NotGraph(Exception e) =>
        e is ApiException { ResponseStatusCode: > 0 } answer
            ? $"HTTP {answer.ResponseStatusCode}, without an error that can be read"
            : e.GetBaseException().Message.TrimEnd('.');

    /// <summary>The coded failure of a sign-in, with the AADSTS text that the exception's own message leaves out.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="service">Where to sign in to: <c>Entra</c> or <c>Dataverse</c>.</param>
    /// <param name="target">The environment, where it is known.</param>
    public static ConnectorException SignInFailed(AuthenticationFailedException e, string service, DeploymentTarget? target = null)
    {
        if (e is CredentialUnavailableException)
        {
            return new ConnectorException(
                new Diagnostic(
                    EntraDiagnostics.NoCredential,
                    SafeText.OneLine(
                        $"No way to sign in to {service} was found: {e.Message.TrimEnd('.')}. Set EntraCredential or "
                            + "DataverseCredential of the environment, or see docs/signing-in.md for the order in which ways are "
                            + "tried.")),
                e);
        }

        var by = e is SignInRefusedException { Way: var way } ? $" by {way}" : "";
        if (ConnectionFailure.Unanswered(e, $"signing in to {service}{by}") is { } unanswered)
        {
            return unanswered;
        }

        if (ConnectionFailure.Find(e) is { } cause)
        {
            var endpoint = target is null ? "the token endpoint" : $"the token endpoint {target.AuthorityHost.Host}";
            return new ConnectorException(
                new Diagnostic(
                    DeploymentDiagnostics.Unreachable,
                    SafeText.OneLine(ConnectionFailure.IsUntrusted(cause)
                        ? $"Signing in{by} stopped, because the certificate of {endpoint} is not trusted: "
                            + $"{ConnectionFailure.Describe(e)} Nothing was changed. If it is that of a proxy that inspects TLS, or of "
                            + "a local cloud, name its PEM file as TrustedCertificate of the environment; otherwise check "
                            + "AuthorityHost."
                        : $"Signing in{by} stopped, because {endpoint} cannot be reached: {ConnectionFailure.Describe(e)} Nothing was "
                            + "changed. Check the network, AuthorityHost and TrustedCertificate of the environment.")),
                e);
        }

        // MSAL's own words for an answer that it cannot read name neither code nor host.
        if (target is not null && ConnectionFailure.Flatten(e).FirstOrDefault(IsUnreadableToken) is { } unreadable)
        {
            return Unreachable(
                AnswerException.Unreadable(target.AuthorityHost, $"no token is in it: {unreadable.Message}", e),
                $"signing in to {service}{by}", "");
        }

        var refusal = e is SignInRefusedException { InnerException: { } inner } ? inner : e;
        var detail = ConnectionFailure.Flatten(refusal).OfType<MsalServiceException>().FirstOrDefault() is { ResponseBody: { Length: > 0 } body }
            ? EntraError(body)
            : refusal.GetBaseException().Message;
        return new ConnectorException(
            new Diagnostic(
                EntraDiagnostics.SignInFailed,
                SafeText.OneLine(
                    $"Signing in to {service}{by} failed: {detail.TrimEnd('.')}. {AadstsCodes.Explain(detail, service)} Nothing was "
                        + "changed by this request.")),
            e);
    }

    /// <summary>The coded failure of a request that got no answer.</summary>
    public static ConnectorException Unreachable(Exception e, string doing, string service) =>
        ConnectionFailure.Unanswered(e, doing) ?? new ConnectorException(
        new Diagnostic(
            DeploymentDiagnostics.Unreachable,
            SafeText.OneLine(
                $"{service} cannot be reached while {doing}: {ConnectionFailure.Describe(e)} Check the network, the address and "
                    + "TrustedCertificate of the environment; then run again: it continues where this run stopped.")),
        e);

    private static string Describe(ApiException answer)
    {
        var error = (answer as ODataError)?.Error;
        var said = string.Join(": ", new[] { error?.Code, error?.Message }.Where(t => !string.IsNullOrWhiteSpace(t)));
        return SafeText.OneLine(
            $"{answer.ResponseStatusCode} {(said.Length == 0 ? "without a code" : said)} request-id {error?.InnerError?.RequestId ?? "unknown"}");
    }

    private static string EntraError(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonAnswer.Text(json.RootElement, "error_description") ?? body;
        }
        catch (JsonException)
        {
            return "the answer was no JSON; is AuthorityHost the address of a token endpoint?";
        }
    }
}
