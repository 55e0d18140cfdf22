<?php
// A site of its own in a folder of its own; all that differs from run to run is in the environment.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('SSI_WORDPRESS_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', getenv('SSI_WORDPRESS_URL'));
define('WP_SITEURL', WP_HOME);
define('WP_CONTENT_DIR', ABSPATH . 'wp-content');
define('WP_ENVIRONMENT_TYPE', 'local'); // application passwords over http
define('WP_HTTP_BLOCK_EXTERNAL', true); // asks no server for updates
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_POST_REVISIONS', false);
define('WP_DEBUG', false);
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $name) {
    define($name, $name);
}
function wp_mail() // sends nothing
{
    return true;
}
$table_prefix = 'wp_';
$_SERVER['HTTP_HOST'] ??= parse_url(WP_HOME, PHP_URL_HOST) . ':' . parse_url(WP_HOME, PHP_URL_PORT);
$_SERVER['REQUEST_METHOD'] ??= 'GET';
require_once ABSPATH . 'wp-settings.php';
