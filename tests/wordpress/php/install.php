<?php
// Installs WordPress through its own functions; prints the version and the application password of `admin` as JSON.
mysqli_query(mysqli_connect('localhost', 'root', '', null, null, getenv('SSI_WORDPRESS_SOCKET')), 'CREATE DATABASE wordpress CHARACTER SET utf8mb4');
define('WP_INSTALLING', true);
require ABSPATH . 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Test', 'admin', 'admin@example.org', true, '', 'password');
update_option('timezone_string', 'Asia/Singapore');
update_option('template', 'plain');
update_option('stylesheet', 'plain');
$GLOBALS['wp_rewrite']->set_permalink_structure('/%postname%/');
$GLOBALS['wp_rewrite']->flush_rules(false);
[$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'tests']);
echo json_encode(['version' => $GLOBALS['wp_version'], 'password' => $password]);
