#!/usr/bin/env bash
# Makes the folder of secrets that the containers read: secrets/, unless another is named. What is
# there stays as it is; vendors' keys that stand in .env or in the environment are moved in.
#
# The folder is 0700 and the files are 0644, on purpose: Compose binds a secret's file into the
# container as it is, with the host's owner and mode, and our processes run as another user (10001)
# than yours. So the file has to be readable for everybody, and the folder keeps everybody on this
# machine but you from reaching it. Where the variable SECRETS names the folder, .env is left alone.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
readonly FOLDER=${1:-secrets} DOTENV=.env

say() { printf 'secrets: %s\n' "$*"; }

random() { head -c 32 /dev/urandom | base64 | tr -d '\n=' | tr '+/' '-_'; }

# put FILE VALUE writes a secret at once or not at all.
put() {
    local file=$FOLDER/$1
    (umask 022 && printf '%s' "$2" >"$file.new")
    chmod 0644 "$file.new"
    mv "$file.new" "$file"
}

made() { [ -e "$FOLDER/$1" ]; }

generate() {
    made "$1" && return
    put "$1" "$(random)"
    say "made $FOLDER/$1"
}

# The value of a variable in .env, without quotes; empty if it is not there.
in_dotenv() {
    [ -e "$DOTENV" ] || return 0
    sed -n "s/^$1=//p" "$DOTENV" | tail -n 1 | sed -e 's/^"\(.*\)"$/\1/' -e "s/^'\(.*\)'$/\1/"
}

# A key leaves .env as it is moved: what stands in two places is forgotten in one.
vendor() {
    local file=$1 variable=$2 value
    value=${!variable:-$(in_dotenv "$variable")}
    if [ -n "$value" ]; then
        put "$file" "$value"
        say "moved $variable to $FOLDER/$file"
        if [ -e "$DOTENV" ]; then
            sed "s/^$variable=.*/#&/; s/^#$variable=.*/# $variable is in $FOLDER\/$file/" \
                "$DOTENV" >"$DOTENV.new"
            cat "$DOTENV.new" >"$DOTENV"
            rm "$DOTENV.new"
        fi
    elif ! made "$file"; then
        put "$file" ""
        say "made $FOLDER/$file, empty: write the key into it, or leave it so"
    fi
}

name_folder() {
    [ -e "$DOTENV" ] || cp .env.sample "$DOTENV"
    if grep -q '^SECRETS=' "$DOTENV"; then
        [ "$(in_dotenv SECRETS)" = "./$FOLDER" ] || [ "$(in_dotenv SECRETS)" = "$FOLDER" ] \
            || say "$DOTENV names other secrets: $(in_dotenv SECRETS); write SECRETS=./$FOLDER there"
    else
        case $FOLDER in /*) printf 'SECRETS=%s\n' "$FOLDER" ;; *) printf 'SECRETS=./%s\n' "$FOLDER" ;; esac \
            >>"$DOTENV"
    fi
}

mkdir -p "$FOLDER"
chmod 0700 "$FOLDER"
generate database_password
generate page_token
generate grafana_password
vendor alert_webhook ALERT_WEBHOOK
vendor massive_api_key MASSIVE_API_KEY
vendor alpaca_api_key_id ALPACA_API_KEY_ID
vendor alpaca_api_secret_key ALPACA_API_SECRET_KEY
vendor unusual_whales_api_key UNUSUAL_WHALES_API_KEY
[ -n "${SECRETS:-}" ] || name_folder
say "$FOLDER is ready; a database that was made with another password keeps that one"
