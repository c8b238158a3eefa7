/// <summary>Everybody may call. This is the place for a sign-in, should the API get one.</summary>
internal static class ApiSignIn
{
    public static void AddApiSignIn(this WebApplicationBuilder builder)
    {
    }

    public static void UseApiSignIn(this WebApplication app)
    {
    }
}
