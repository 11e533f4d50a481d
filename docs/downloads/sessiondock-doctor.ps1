# Say why the SessionDock Local API cannot be used, or that it can:  .\sessiondock-doctor.ps1
# It sends GET /health to SESSIONDOCK_BASE_URL, and SESSIONDOCK_TOKEN only after SessionDock answered without it.

$ErrorActionPreference = "Stop"
$baseUrl = $env:SESSIONDOCK_BASE_URL
if (-not $baseUrl) { $baseUrl = "http://127.0.0.1:18432/api/v1" }
$place = ([uri]$baseUrl).Authority
# A session without a proxy keeps the token on this computer.
$webSession = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$webSession.Proxy = New-Object System.Net.WebProxy

# Print one line and end.
function Stop-Here([string]$Message) {
    Write-Host $Message
    exit 1
}

# Name the program that holds the port, where the system tells.
function Get-Holder {
    try {
        $connection = @(Get-NetTCPConnection -LocalPort ([uri]$baseUrl).Port -State Listen)[0]
        $process = Get-Process -Id $connection.OwningProcess
        return " The port is held by $($process.ProcessName) (process $($process.Id))."
    } catch { return "" }
}

# Tell whether something listens at the port.
function Test-Port {
    $client = New-Object System.Net.Sockets.TcpClient
    try { $client.Connect(([uri]$baseUrl).Host, ([uri]$baseUrl).Port); return $true } catch { return $false } finally { $client.Close() }
}

function Stop-Foreign {
    Stop-Here "The answer from $baseUrl is not from SessionDock.$(Get-Holder) Check the port and the path."
}

# Return what an answer carries, or nothing when it is no JSON.
function ConvertFrom-Answer([string]$Text) {
    try { return $Text | ConvertFrom-Json } catch { return $null }
}

if (-not $env:SESSIONDOCK_TOKEN) { Stop-Here "SESSIONDOCK_TOKEN is not set. Copy the token from SessionDock Settings." }
if (-not (Test-Port)) { Stop-Here "Nothing listens at $place. Start SessionDock and enable the Local API in its Settings." }

# Ask for the health; return the status and what the answer carries.
function Get-Answer([hashtable]$Headers) {
    $request = @{
        Uri = "$baseUrl/health"
        Headers = $Headers
        WebSession = $webSession
        TimeoutSec = 5
        UseBasicParsing = $true
    }
    try {
        $answer = Invoke-WebRequest @request
        $text = [System.Text.Encoding]::UTF8.GetString($answer.RawContentStream.ToArray())
        return @{ Status = [int]$answer.StatusCode; Json = ConvertFrom-Answer $text }
    } catch {
        $response = $_.Exception.Response
        if (-not $response) { Stop-Here "No answer from $place that SessionDock would give.$(Get-Holder) Check the port, and restart SessionDock." }
        return @{ Status = [int]$response.StatusCode; Json = ConvertFrom-Answer $_.ErrorDetails.Message }
    }
}

# Stop at an error that is not the expected one.
function Test-Answer([hashtable]$Answer, [int]$Expected) {
    $problem = $Answer.Json.error
    if ($Answer.Status -ge 400 -and -not ($problem.code -and $problem.message)) {
        if ($Answer.Status -ge 500) { Stop-Here "$place failed with the status $($Answer.Status).$(Get-Holder) Restart SessionDock, and check the port." }
        Stop-Foreign
    }
    if ($Answer.Status -eq $Expected) { return }
    if ($Answer.Status -eq 401) { Stop-Here "401: the token is missing or wrong. Copy it from SessionDock Settings again." }
    if (-not $problem.message) { Stop-Foreign }
    Stop-Here "$($Answer.Status): $($problem.message)"
}

Test-Answer (Get-Answer @{}) 401
$answer = Get-Answer @{ Authorization = "Bearer $env:SESSIONDOCK_TOKEN" }
Test-Answer $answer 200

$health = $answer.Json.data
switch ($health.effectiveMode) {
    "full-automation" { Write-Host "SessionDock answers and accepts the token. Reads and writes are allowed." }
    "read-only" { Write-Host "SessionDock answers and accepts the token. Only reads are allowed." }
    "disabled" { Write-Host "SessionDock answers, but the Local API is disabled." }
    default { Stop-Foreign }
}
if ($health.configuredMode -ne $health.effectiveMode) {
    Write-Host "You chose $($health.configuredMode), the app permits $($health.effectiveMode). The license or the context it runs in can lower the mode."
} elseif ($health.effectiveMode -ne "full-automation") {
    Write-Host "To allow writes, choose full-automation in SessionDock Settings."
}
if ($health.lastError) { Write-Host "Last error of the server: $($health.lastError)" }
