BeforeAll {
    . $PSScriptRoot/FileFixture.ps1
    . $PSScriptRoot/FaultServer.ps1
}

Describe 'Connect-FineTune' {
    BeforeEach {
        Disconnect-FineTune -All
    }

    AfterAll {
        Disconnect-FineTune -All
        $env:OPENAI_API_KEY = $env:OPENAI_BASE_URL = $null
    }

    It 'opens the engine in this process on a folder of a PowerShell drive' {
        $connection = Connect-FineTune -Local -StatePath TestDrive:/state
        $connection | Should -BeOfType OpenAIFineTune.FineTuneConnection
        $connection.Provider | Should -Be 'Local'
        $connection.StatePath | Should -Be (Join-Path $TestDrive 'state')
        (Get-FineTuneConnection -Current).Name | Should -Be $connection.Name
    }

    It 'names a damaged record of the engine and goes on' {
        $state = Join-Path $TestDrive damaged
        $null = Connect-FineTune -Local -StatePath $state
        $null = New-Item (Join-Path $state models ab12cd34.json) -Value '{'
        Get-FineTunedModel | Should -BeNullOrEmpty
        $null = Connect-FineTune -Local -StatePath $state -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'models\.ab12cd34\.json'
        Start-FineTuneServer -StatePath $state -PassThru -WarningVariable told -WarningAction SilentlyContinue |
            Stop-FineTuneServer
        "$told" | Should -Match 'models\.ab12cd34\.json'
    }

    It 'keeps the engine where OPENAIFINETUNE_HOME says' {
        $before = $env:OPENAIFINETUNE_HOME
        try {
            $env:OPENAIFINETUNE_HOME = Join-Path $TestDrive home
            (Connect-FineTune -Local).StatePath | Should -Be (Join-Path $TestDrive home local)
        } finally {
            $env:OPENAIFINETUNE_HOME = $before
        }
    }

    It 'takes a key as <Kind>' -ForEach @(
        @{ Kind = 'text'; Key = 'sk-marked' }
        @{ Kind = 'SecureString'; Key = [Net.NetworkCredential]::new('', 'sk-marked').SecurePassword }
        @{ Kind = 'PSCredential'; Key = [pscredential]::new('me', [Net.NetworkCredential]::new('', 'sk-marked').SecurePassword) }
    ) {
        $connection = Connect-FineTune -ApiKey $Key
        $connection.BaseUri | Should -Be 'https://api.openai.com/v1/'
        $connection | Format-List * | Out-String | Should -Not -Match 'sk-marked'
        $connection | ConvertTo-Json -Depth 5 | Should -Not -Match 'sk-marked'
    }

    It 'refuses a key that is none and does not repeat it' {
        $key = @{ key = 'sk-marked' }
        $failure = { Connect-FineTune -ApiKey $key } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -PassThru
        $failure | Format-List * -Force | Out-String | Should -Not -Match 'sk-marked'
        { Connect-FineTune -ApiKey '' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'names the ways to give a key when there is none' {
        $failure = { Connect-FineTune -Provider OpenAI } | Should -Throw -ErrorId 'ApiKeyMissing,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'OPENAI_API_KEY'
    }

    It 'names the variable of the environment for OpenAI only, whose key it holds' {
        $failure = { Connect-FineTune -Provider Nebius } | Should -Throw -ErrorId 'ApiKeyMissing,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match '-ApiKey'
        $failure.ErrorDetails.RecommendedAction | Should -Not -Match 'OPENAI_API_KEY'
    }

    It 'knows Azure by its address, in the v1 form and the dated one' {
        (Connect-FineTune -BaseUri https://x.openai.azure.com -ApiKey k).BaseUri | Should -Be 'https://x.openai.azure.com/openai/v1/'
        $dated = Connect-FineTune Azure https://x.openai.azure.com -ApiKey k -ApiVersion 2024-10-21
        $dated.BaseUri | Should -Be 'https://x.openai.azure.com/openai/'
    }

    It 'refuses <Address>' -ForEach @(
        @{ Address = 'http://example.com/v1'; Id = 'InsecureAddress' }
        @{ Address = 'https://me:secret@example.com/v1'; Id = 'InsecureAddress' }
        @{ Address = 'ftp://example.com/'; Id = 'AddressInvalid' }
    ) {
        $failure = { Connect-FineTune -BaseUri $Address -ApiKey k } | Should -Throw -ErrorId "$Id,*" -PassThru
        "$failure" | Should -Not -Match 'secret@'
        Get-FineTuneConnection | Should -BeNullOrEmpty
    }

    It 'takes the key of the environment for OpenAI only' {
        $env:OPENAI_API_KEY = 'sk-marked'
        (Connect-FineTune -Provider OpenAI).Provider | Should -Be 'OpenAI'
        { Connect-FineTune -Provider Nebius } | Should -Throw -ErrorId 'ApiKeyMissing,*'
        $env:OPENAI_API_KEY = $null
    }

    It 'is not needed when the environment says all' {
        { Get-FineTuneFile } | Should -Throw -ErrorId 'NotConnected,*'
        $env:OPENAI_BASE_URL = 'http://127.0.0.1:9/v1'
        $failure = { Get-FineTuneFile -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionFailed,*' -PassThru
        "$failure" | Should -Match '127.0.0.1:9'
        $env:OPENAI_BASE_URL = 'no address'
        { Get-FineTuneFile } | Should -Throw -ErrorId 'AddressInvalid,*'
        $env:OPENAI_BASE_URL = $null
    }

    It 'completes the names of connections' {
        $null = Connect-FineTune -Local -StatePath TestDrive:/state -Name 'my engine'
        $line = 'Get-FineTuneFile -Connection my'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be "'my engine'"
    }

    It 'runs the script of -AccessToken when a token is needed, and again when it is refused' {
        $server = Start-FaultServer (Join-Path $TestDrive 'token') @(
            @{ Kind = 'None'; Path = '/files' }
            @{ Kind = 'Answer'; Path = '/files'; Status = 401 }
        )
        $script:Runs = 0
        $null = Connect-FineTune -BaseUri $server.BaseUri -AccessToken {
            $script:Runs++
            [pscustomobject]@{ Token = [Net.NetworkCredential]::new('', "token$Runs").SecurePassword }
        }
        $Runs | Should -Be 0
        1..3 | ForEach-Object { Get-FineTuneFile }
        $Runs | Should -Be 2
        (Stop-FaultServer $server).Headers.Authorization |
            Should -Be 'Bearer token1', 'Bearer token1', 'Bearer token2', 'Bearer token2'
    }

    It 'refuses an address without showing what may be secret in it' {
        foreach ($address in 'https://user:hidden@example.com/v1', 'https://example.com/v1?key=hidden', 'user:hidden@x/v1') {
            $failure = { Connect-FineTune -BaseUri $address -ApiKey k } | Should -Throw -PassThru
            "$($failure.TargetObject) $failure" | Should -Not -Match 'hidden'
        }
    }

    It 'names what is no address and no path here' {
        foreach ($address in 'foo', '127.0.0.1/v1') {
            { Connect-FineTune -BaseUri $address } | Should -Throw -ErrorId 'AddressInvalid,*'
        }
        { Connect-FineTune -Local -StatePath NoDrive:/x } | Should -Throw -ErrorId 'PathNotFound,*'
    }

    It 'follows no redirect and says where it led' {
        $server = Start-FaultServer (Join-Path $TestDrive 'redirect') @(
            @{ Kind = 'Answer'; Status = 308; Headers = @{ Location = 'https://elsewhere.test/v1/files' } }
        )
        $null = Connect-FineTune -BaseUri $server.BaseUri -ApiKey k
        $failure = { Get-FineTuneFile -ErrorAction Stop } | Should -Throw -ErrorId 'RedirectRefused,*' -PassThru
        "$failure" | Should -Match 'elsewhere.test'
        @(Stop-FaultServer $server).Count | Should -Be 1
    }
}
