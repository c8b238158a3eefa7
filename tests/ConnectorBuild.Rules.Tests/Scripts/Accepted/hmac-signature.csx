public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        using (var hmac = new HMACSHA256(Encoding.UTF8.GetBytes("key")))
        {
            byte[] hash = hmac.ComputeHash(Encoding.UTF8.GetBytes(Context.Request.RequestUri.AbsolutePath));
            Context.Request.Headers.Add("X-Signature", BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant());
        }

        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
