using System.Globalization;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Doctor;

/// <summary>What can be said of the machine alone.</summary>
internal static class MachineChecks
{
    private static readonly Version OldestSdk = new(10, 0, 100);
    private static readonly string[] ProxyVariables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    private static readonly string[] CertificateVariables = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

    /// <summary>The .NET SDK, which builds and publishes need.</summary>
    /// <param name="version">What <c>dotnet --version</c> says; null where it cannot be started.</param>
    public static DoctorFinding Sdk(string? version)
    {
        if (version is null || !Version.TryParse(version.Split('-')[0], out var number))
        {
            return new(
                DoctorLevel.Warning, "SDK",
                "'dotnet --version' gives no version, so projects cannot be built here. The tool works on packages and on what a build "
                    + "wrote.",
                "dotnet --list-sdks");
        }

        return number >= OldestSdk
            ? new(DoctorLevel.Ok, "SDK", $".NET SDK {version}.")
            : new(
                DoctorLevel.Error, "SDK",
                $".NET SDK {version} is too old: ConnectorBuild.Sdk needs {OldestSdk} or later. A global.json can choose an older SDK "
                    + "than the newest installed.",
                "dotnet --list-sdks");
    }

    /// <summary>Proxies and certificates that requests use.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="exists">Whether a file is there.</param>
    public static IEnumerable<DoctorFinding> Network(Func<string, string?> variable, Func<string, bool> exists)
    {
        var proxy = ProxyVariables.FirstOrDefault(n => variable(n) is { Length: > 0 });
        yield return proxy is null ? new(DoctorLevel.Ok, "proxy", "No proxy is set in the environment.")
            : Uri.TryCreate(variable(proxy), UriKind.Absolute, out var address)
                ? new(DoctorLevel.Ok, "proxy", $"Requests go through {SafeText.OneLine(address.Authority)} ({proxy}).")
                : new(
                    DoctorLevel.Error, "proxy", $"{proxy} is not a valid address, so every request fails. Write it as http://host:port.",
                    $"unset {proxy}");
        foreach (var name in CertificateVariables)
        {
            if (variable(name) is { Length: > 0 } path)
            {
                yield return exists(path)
                    ? new(DoctorLevel.Ok, "certificates", $"{name} names {SafeText.OneLine(path)}.")
                    : new(
                        DoctorLevel.Error, "certificates",
                        $"{name} names {SafeText.OneLine(path)}, which does not exist, so no server is trusted.", $"unset {name}");
            }
        }
    }

    /// <summary>The machine's clock against a server's.</summary>
    /// <param name="here">The machine's time.</param>
    /// <param name="there">The server's time; null where it told none.</param>
    public static DoctorFinding Clock(DateTimeOffset here, DateTimeOffset? there)
    {
        if (there is not { } time)
        {
            return new(DoctorLevel.Unknown, "clock", "No server told its time.");
        }

        var seconds = (here - time).Duration().TotalSeconds;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"The clock differs from the server's by {DeploymentText.Plural((int)Math.Round(seconds), "second")}.");
        return seconds <= 60 ? new(DoctorLevel.Ok, "clock", text)
            : seconds <= 300 ? new(DoctorLevel.Warning, "clock", $"{text} From five minutes on tokens are refused.", "timedatectl set-ntp true")
            : new(DoctorLevel.Error, "clock", $"{text} Tokens are refused as not yet valid or expired (AADSTS700024).", "timedatectl set-ntp true");
    }
}
